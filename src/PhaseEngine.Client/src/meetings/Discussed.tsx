import { Form, Input } from 'antd'
import { useTranslation } from 'react-i18next'

interface DiscussedProps {
  items: readonly { id: string; title: string }[]
}

/** The open items, each with what the meeting concluded on it. */
export function Discussed({ items }: DiscussedProps) {
  const { t } = useTranslation('meetings')
  if (items.length === 0) return null
  return (
    <fieldset className="discussed">
      <legend>{t('discussed')}</legend>
      {items.map((one) => (
        <Form.Item key={one.id} name={['discussed', one.id, 'conclusion']} label={one.title}>
          <Input maxLength={500} placeholder={t('conclusion')} />
        </Form.Item>
      ))}
    </fieldset>
  )
}
