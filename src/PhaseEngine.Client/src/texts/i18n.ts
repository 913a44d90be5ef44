import i18n from 'i18next'
import { initReactI18next } from 'react-i18next'
import type calendar from '../calendar/texts/zh-CN.json'
import type campaigns from '../campaigns/texts/zh-CN.json'
import type designer from '../designer/texts/zh-CN.json'
import type jobs from '../jobs/texts/zh-CN.json'
import type meetings from '../meetings/texts/zh-CN.json'
import type member from '../member/texts/zh-CN.json'
import type office from '../office/texts/zh-CN.json'
import type opinions from '../opinions/texts/zh-CN.json'
import type organisation from '../organisation/texts/zh-CN.json'
import type people from '../people/texts/zh-CN.json'
import type print from '../print/texts/zh-CN.json'
import type registers from '../registers/texts/zh-CN.json'
import type runs from '../runs/texts/zh-CN.json'
import type studio from '../studio/texts/zh-CN.json'
import type surveys from '../surveys/texts/zh-CN.json'
import type templates from '../templates/texts/zh-CN.json'
import type waiting from '../waiting/texts/zh-CN.json'
import type texts from './zh-CN.json'

export const languages = ['zh-CN', 'zh-TW', 'en'] as const
export type Language = (typeof languages)[number]

/** An area whose texts are fetched with its pages; each has a folder `texts` of its own and a line here. */
interface AreaTexts {
  translation: typeof texts
  calendar: typeof calendar
  campaigns: typeof campaigns
  designer: typeof designer
  jobs: typeof jobs
  meetings: typeof meetings
  member: typeof member
  office: typeof office
  opinions: typeof opinions
  organisation: typeof organisation
  people: typeof people
  print: typeof print
  registers: typeof registers
  runs: typeof runs
  studio: typeof studio
  surveys: typeof surveys
  templates: typeof templates
  waiting: typeof waiting
}

declare module 'i18next' {
  interface CustomTypeOptions {
    resources: AreaTexts
  }
}

export type Area = keyof AreaTexts

const shared: Area = 'translation'
const needed = new Set<Area>([shared])

let begin: () => void

/** Done once it is known what is spoken. */
export const textsStarted = new Promise<void>((resolve) => void (begin = resolve))

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

/** Fetches the texts of an area before one of its pages is shown: part of a route's `lazy`, which begins before it is known what is spoken. */
export async function needTexts(area: Area) {
  needed.add(area)
  await textsStarted
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
