import { useTranslation } from 'react-i18next'
import { useKindTitle } from '../../templates/useKindTitle'
import { say, type Column, type Phase, type Template, type TemplatePart } from '../document'
import type { ViewProps } from './view'

/** The chart in words: each column with what leads to it, and in a phase what comes behind what. */
export function FlowText({ template, select }: { template: Template; select: ViewProps['select'] }) {
  return (
    <ol className="flow-text">
      {template.columns.map((column) => (
        <li key={column.id}>
          <Line part={column} template={template} select={select} />
          {column.what === 'phase' && <Inside phase={column} template={template} select={select} />}
        </li>
      ))}
    </ol>
  )
}

function Inside({ phase, template, select }: { phase: Phase; template: Template; select: ViewProps['select'] }) {
  const parts = [...phase.requirements, ...phase.choices, ...phase.gates, ...phase.gates.flatMap((gate) => gate.rework)]
  return <ul>{parts.map((part) => <li key={part.id}><Line part={part} template={template} select={select} /></li>)}</ul>
}

function Line({ part, template, select }: { part: Column | TemplatePart; template: Template; select: ViewProps['select'] }) {
  const { t, i18n } = useTranslation('templates')
  const kind = useKindTitle()
  const title = say(part.title, i18n.language)
  return (
    <>
      {select ? <button type="button" className="as-link" onClick={() => select(part.id)}>{title}</button> : <strong>{title}</strong>}
      <span className="quiet"> {kind(part.activity.type.replace('PhaseEngine.', ''))} · {whenOf()}</span>
    </>
  )

  function whenOf() {
    if (part.what === 'requirement' && part.reworkOf !== null) return t('flow.onReturn', { gate: titleOf(part.reworkOf) })
    if (part.after.length === 0) return t(part.phase === null ? 'flow.fromStart' : 'flow.fromPhaseStart')
    return part.after.map((link) => t(`flow.after.${link.port as 'Done'}`, { title: titleOf(link.source) })).join('；')
  }

  function titleOf(id: string) {
    return say(template.byId.get(id)?.title, i18n.language) || id
  }
}
