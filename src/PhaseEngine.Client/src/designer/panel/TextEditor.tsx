import { GlobalOutlined } from '@ant-design/icons'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { languages, type Language } from '../../texts/i18n'
import type { Text } from '../document'
import type { Editing } from './props'

interface TextEditorProps extends Editing<Text> {
  long?: boolean
  /** Says what it is where no name stands above it. */
  hint?: string
  autoFocus?: boolean
}

/** Chinese first; the other languages are one step away. */
export function TextEditor({ label, value, onChange, disabled, long = false, hint, autoFocus = false }: TextEditorProps) {
  const { t } = useTranslation('designer')
  const [open, setOpen] = useState(false)
  const others = languages.filter((language) => language !== 'zh-CN')
  const inOther = others.filter((language) => typeof value === 'object' && value[language] !== undefined).length
  const write = (language: Language, text: string) => onChange(withText(value, language, text))
  const input = (language: Language, focus = false) => {
    const props = {
      'value': textIn(value, language),
      'disabled': disabled ?? false,
      'autoFocus': focus,
      'aria-label': language === 'zh-CN' ? label : `${label} ${t(`languages.${language}`)}`,
      'placeholder': language === 'zh-CN' ? hint : t(`languages.${language}`),
      'onChange': (event: { target: { value: string } }) => write(language, event.target.value),
    }
    return long ? <Input.TextArea autoSize={{ minRows: 2, maxRows: 12 }} {...props} /> : <Input {...props} />
  }

  return (
    <div className="texts">
      <div className="line">
        {input('zh-CN', autoFocus)}
        <Button
          type="text" icon={<GlobalOutlined />} aria-expanded={open} onClick={() => setOpen(!open)}
          aria-label={t('languages.others', { count: inOther })} title={t('languages.others', { count: inOther })} className={inOther > 0 ? 'translated' : ''}
        />
      </div>
      {open && others.map((language) => <div key={language}>{input(language)}</div>)}
    </div>
  )
}

const textIn = (value: Text | undefined, language: Language) => (typeof value === 'string' ? (language === 'zh-CN' ? value : '') : (value?.[language] ?? ''))

/** As plain as it can be: Chinese alone is a plain string where it was one, nothing at all is not stated. */
function withText(value: Text | undefined, language: Language, text: string): Text | undefined {
  const all: Partial<Record<Language, string>> = typeof value === 'object' ? { ...value } : value === undefined ? {} : { 'zh-CN': value }
  const written = Object.fromEntries(Object.entries({ ...all, [language]: text }).filter(([name, inner]) => inner !== '' || name === 'zh-CN')) as Partial<Record<Language, string>>
  const names = Object.keys(written)
  if (names.every((name) => written[name as Language] === '')) return undefined
  return typeof value !== 'object' && names.length === 1 ? written['zh-CN'] : written
}
