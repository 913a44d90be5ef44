import type { Locale } from 'antd/es/locale'
import zhCN from 'antd/locale/zh_CN'
import dayjs from 'dayjs'
import 'dayjs/locale/zh-cn'
import { useEffect, useState } from 'react'
import type { Language } from './i18n'

const load: Record<Exclude<Language, 'zh-CN'>, () => Promise<Locale>> = {
  'zh-TW': async () => (await Promise.all([import('antd/locale/zh_TW'), import('dayjs/locale/zh-tw')]))[0].default,
  en: async () => (await import('antd/locale/en_US')).default,
}

/** What Ant Design itself says: Chinese comes with the page, the others when they are asked for. */
export function useComponentTexts(language: string): Locale {
  const [texts, setTexts] = useState<Locale>(zhCN)

  useEffect(() => {
    let wanted = true
    const fetched = language in load ? load[language as keyof typeof load]() : Promise.resolve(zhCN)
    void fetched.then((found) => {
      if (!wanted) return
      dayjs.locale(language.toLowerCase())
      setTexts(found)
    })
    return () => void (wanted = false)
  }, [language])

  return texts
}
