import { BellOutlined, BranchesOutlined, LockOutlined } from '@ant-design/icons'
import { useDroppable } from '@dnd-kit/core'
import { SortableContext, verticalListSortingStrategy } from '@dnd-kit/sortable'
import { Button } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useDesigner } from '../DesignerContext'
import { addGate, type Phase, type ReminderRow, type Tree } from '../document'
import { AddRequirement } from './AddRequirement'
import { ColumnMenu } from './ColumnMenu'
import { Marks } from './Marks'
import { Row } from './Row'
import { useColumnActs } from './useColumnActs'
import { useFirst } from './useFirst'

/** A phase with its length, what is asked in it, and its reminders. */
export function PhaseCard({ phase, handle }: { phase: Phase; handle: ReactNode }) {
  const { t } = useTranslation('designer')
  const { readOnly, selected, select, words, make } = useDesigner()
  const { onKeyDown } = useColumnActs(phase)
  const { setNodeRef, isOver } = useDroppable({ id: phase.id, disabled: readOnly, data: { phase: phase.id, index: phase.requirements.length } })
  const { length, notBefore, reminders, variants } = phase.activity
  const rows = phase.requirements
  const first = useFirst()
  const addOwnGate = () => make((now) => addGate(now, phase.id, first.gate.title, first.gate.set))

  return (
    <section className={`phase-card ${selected === phase.id ? 'selected' : ''}`} aria-label={t('phase.label', { title: words.text(phase.title) })}>
      <header>
        {handle}
        <button type="button" className="open" data-part={phase.id} aria-pressed={selected === phase.id} onClick={() => select(phase.id)} onKeyDown={onKeyDown}>
          <span className="name">{words.text(phase.title)}</span>
          <span className="facts">
            {typeof length === 'string' ? words.span(length) : t('phase.openEnded')}
            {typeof notBefore === 'string' && ` · ${t('phase.notBefore', { date: words.date(notBefore) })}`}
            {Array.isArray(variants) && variants.length > 0 && ` · ${t('row.variants', { count: variants.length })}`}
          </span>
        </button>
        <Marks id={phase.id} />
        {!readOnly && <ColumnMenu part={phase} />}
      </header>
      {Array.isArray(reminders) && reminders.map((row: ReminderRow, index) => (
        <p key={index} className="quiet reminder"><BellOutlined aria-hidden /> {words.reminder(row, 'phase')}</p>
      ))}
      {phase.choices.map((choice) => (
        <button key={choice.id} type="button" className={`choice-line ${selected === choice.id ? 'selected' : ''}`} data-part={choice.id} aria-pressed={selected === choice.id} onClick={() => select(choice.id)}>
          <BranchesOutlined aria-hidden /> {words.text(choice.title)}<span className="facts">{words.tree(choice.activity['condition'] as Tree)}</span> <Marks id={choice.id} />
        </button>
      ))}
      <SortableContext items={rows.map((row) => row.id)} strategy={verticalListSortingStrategy}>
        <ul ref={setNodeRef} className={`rows ${isOver ? 'target' : ''}`}>
          {rows.map((row, index) => <Row key={row.id} requirement={row} index={index} />)}
          {rows.length === 0 && <li className="empty">{t('phase.empty')}</li>}
        </ul>
      </SortableContext>
      {!readOnly && <AddRequirement phase={phase.id} />}
      {!readOnly && phase.gates.length === 0 && <Button type="text" block icon={<LockOutlined />} onClick={addOwnGate}>{t('phase.addGate')}</Button>}
    </section>
  )
}
