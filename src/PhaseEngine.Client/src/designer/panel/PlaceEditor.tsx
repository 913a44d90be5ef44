import { Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useDesigner } from '../DesignerContext'
import { possibleAfter, setAfter, setRework, type Choice, type Gate, type Link, type Requirement } from '../document'
import { Field } from './Field'

/** When something opens: with its phase, after other things, or only when a gate was returned. */
export function PlaceEditor({ part }: { part: Requirement | Gate | Choice }) {
  const { t } = useTranslation('designer')
  const { definition, template, readOnly, edit, words } = useDesigner()
  const phase = template.columns.find((column) => column.id === part.phase)
  const gates = part.what === 'requirement' && !part.standing && phase?.what === 'phase' ? phase.gates : []
  const rework = part.what === 'requirement' ? part.reworkOf : null
  const nameOf = (link: Link) => {
    const title = words.text(template.byId.get(link.source)?.title)
    return link.port === 'Done' ? title : t(`place.${link.port as 'Yes'}`, { title })
  }
  const idOf = (link: Link) => `${link.source} ${link.port}`
  // Trying out what could come before takes its time: only once the list is opened.
  const [open, setOpen] = useState(false)
  const possible = open ? possibleAfter(definition, part.id) : part.after
  const put = (ids: string[]) => edit((now) => setAfter(now, part.id, possible.filter((link) => ids.includes(idOf(link)))))

  return (
    <Field label={t('place.title')} help={t('place.help')}>
      {gates.length > 0 && (
        <Select
          aria-label={t('place.title')} disabled={readOnly} className="grow" value={rework ?? 'phase'}
          options={[{ value: 'phase', label: t('place.inPhase') }, ...gates.map((gate) => ({ value: gate.id, label: t('place.rework', { title: words.text(gate.title) }) }))]}
          onChange={(choice: string) => edit((now) => (choice === 'phase' ? setAfter(now, part.id, []) : setRework(now, part.id, choice)))}
        />
      )}
      {rework === null && (
        <Select
          mode="multiple" aria-label={t('place.after')} disabled={readOnly} className="grow" placeholder={t('place.atOnce')} value={part.after.map(idOf)} showSearch={{ optionFilterProp: 'label' }}
          options={possible.map((link) => ({ value: idOf(link), label: nameOf(link) }))} onChange={put} open={open} onOpenChange={setOpen}
        />
      )}
    </Field>
  )
}
