import { GlobalOutlined } from '@ant-design/icons'
import { Button, Dropdown } from 'antd'
import { useTranslation } from 'react-i18next'
import { api } from '../api/api'
import { queries } from '../api/queries'
import { speak, type Language } from '../texts/i18n'

const names: Record<Language, string> = { 'zh-CN': '简体中文', 'zh-TW': '繁體中文', en: 'English' }

/** The choice is kept with the account: mails and reminders come in the same language. */
async function choose(language: Language) {
  await speak(language)
  await api.PUT('/api/v1/me/language', { body: { language } })
  await queries.invalidateQueries()
}

export function LanguageSwitch() {
  const { t, i18n } = useTranslation()
  const items = Object.entries(names).map(([key, label]) => ({ key, label }))

  return (
    <Dropdown autoFocus menu={{ items, selectedKeys: [i18n.language], onClick: ({ key }) => void choose(key as Language) }} trigger={['click']}>
      <Button type="text" className="on-brand" icon={<GlobalOutlined />} aria-label={t('shell.language')} />
    </Dropdown>
  )
}
