import i18n from 'i18next'
import { initReactI18next } from 'react-i18next'
import type texts from './zh-CN.json'

export const languages = ['zh-CN', 'zh-TW', 'en'] as const
export type Language = (typeof languages)[number]

declare module 'i18next' {
  interface CustomTypeOptions {
    resources: { translation: typeof texts }
  }
}

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

/** Only the language that is read is fetched. */
const load: Record<Language, () => Promise<{ default: object }>> = {
  'zh-CN': () => import('./zh-CN.json'),
  'zh-TW': () => import('./zh-TW.json'),
  en: () => import('./en.json'),
}

export async function speak(language: Language) {
  if (!i18n.hasResourceBundle(language, 'translation')) {
    i18n.addResourceBundle(language, 'translation', (await load[language]()).default)
  }
  await i18n.changeLanguage(language)
  localStorage.setItem(remembered, language)
  document.documentElement.lang = language
}

export async function startTexts() {
  await i18n.use(initReactI18next).init({ fallbackLng: 'zh-CN', supportedLngs: languages, resources: {}, interpolation: { escapeValue: false } })
  await speak(firstLanguage())
}

export default i18n
