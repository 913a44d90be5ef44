import i18n from 'i18next'
import { initReactI18next } from 'react-i18next'
import type designer from '../designer/texts/zh-CN.json'
import type calendar from '../calendar/texts/zh-CN.json'
import type templates from '../templates/texts/zh-CN.json'
import type texts from './zh-CN.json'

export const languages = ['zh-CN', 'zh-TW', 'en'] as const
export type Language = (typeof languages)[number]

/** An area whose texts are fetched with its pages; each has a folder `texts` of its own and a line here. */
interface AreaTexts {
  translation: typeof texts
  designer: typeof designer
  calendar: typeof calendar
  templates: typeof templates
}

declare module 'i18next' {
  interface CustomTypeOptions {
    resources: AreaTexts
  }
}

type Area = keyof AreaTexts

const shared: Area = 'translation'
const needed = new Set<Area>([shared])

/** Only the language that is read is fetched, and of that only what the opened pages say. */
const files = import.meta.glob<{ default: object }>(['./*.json', '../*/texts/*.json'])
const fileOf = (area: string, language: Language) => (area === shared ? `./${language}.json` : `../${area}/texts/${language}.json`)

const remembered = 'phaseengine.language'

/** The reader's own choice, else what the browser asks for, else Chinese. */
function firstLanguage(): Language {
  const wishes = [localStorage.getItem(remembered), ...navigator.languages]
  for (const wish of wishes) {
    if (wish === null) continue
    if (/^zh-(tw|hk|mo|hant)/i.test(wish)) return 'zh-TW'
    if (/^zh/i.test(wish)) return 'zh-CN'
    if (/^en/i.test(wish)) return 'en'
  }
  return 'zh-CN'
}

async function fetchTexts(area: Area, language: Language) {
  if (i18n.hasResourceBundle(language, area)) return
  const file = files[fileOf(area, language)]
  if (file === undefined) throw new Error(`There are no texts of ${area} in ${language}.`)
  i18n.addResourceBundle(language, area, (await file()).default)
}

let begin = () => {}
const begun = new Promise<void>((resolve) => void (begin = resolve))

/** Fetches the texts of an area before one of its pages is shown: part of a route's `lazy`. The first page's comes with the shared texts. */
export async function needTexts(area: Area) {
  needed.add(area)
  await begun
  await fetchTexts(area, i18n.language as Language)
}

export async function speak(language: Language) {
  await Promise.all([...needed].map((area) => fetchTexts(area, language)))
  await i18n.changeLanguage(language)
  localStorage.setItem(remembered, language)
  document.documentElement.lang = language
}

export async function startTexts() {
  await i18n.use(initReactI18next).init({ fallbackLng: 'zh-CN', supportedLngs: languages, resources: {}, interpolation: { escapeValue: false } })
  await speak(firstLanguage())
  begin()
}

export default i18n
