import { CloseOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { useDesigner } from '../DesignerContext'
import { setHeading } from '../document'
import { Field } from './Field'
import { TextEditor } from './TextEditor'

/** What the template as a whole says about itself. */
export function TemplatePanel({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('designer')
  const { template, readOnly, edit } = useDesigner()
  return (
    <section className="panel" aria-label={t('template.label')}>
      <header>
        <h2>{t('template.label')}</h2>
        <Button type="text" icon={<CloseOutlined />} aria-label={t('panel.close')} onClick={onClose} />
      </header>
      <Field label={t('template.title')} required>
        <TextEditor label={t('template.title')} value={template.title} disabled={readOnly} onChange={(title) => edit((now) => setHeading(now, 'title', title ?? ''), 'template title')} />
      </Field>
      <Field label={t('template.guidance')}>
        <TextEditor label={t('template.guidance')} long value={template.guidance} disabled={readOnly} onChange={(guidance) => edit((now) => setHeading(now, 'guidance', guidance), 'template guidance')} />
      </Field>
    </section>
  )
}
