import { Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useDesigner } from '../DesignerContext'
import { everyActivity, isKey, renameKey } from '../document'

/** The key, taken over when it is whole: while it is typed it would be another thing with each letter. */
export function KeyEditor({ id, value }: { id: string; value: string }) {
  const { t } = useTranslation('designer')
  const { definition, readOnly, edit } = useDesigner()
  const [typed, setTyped] = useState(value)
  const isTaken = typed !== value && everyActivity(definition).some((activity) => activity.key === typed)
  const wrong = !isKey(typed) ? t('key.form') : isTaken ? t('key.taken') : undefined
  const take = () => (wrong === undefined ? edit((now) => renameKey(now, id, typed)) : setTyped(value))
  return (
    <>
      <Input aria-label={t('key.title')} disabled={readOnly} value={typed} status={wrong === undefined ? '' : 'error'} onChange={(event) => setTyped(event.target.value)} onBlur={take} onPressEnter={take} />
      {wrong !== undefined && <p className="mark bad">{wrong}</p>}
    </>
  )
}
