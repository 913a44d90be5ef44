import { ArrowRightOutlined, BranchesOutlined, PauseOutlined, PlusOutlined } from '@ant-design/icons'
import {
  closestCorners, DndContext, DragOverlay, KeyboardSensor, PointerSensor, useSensor, useSensors, type Announcements, type DragEndEvent, type DragStartEvent, type UniqueIdentifier,
} from '@dnd-kit/core'
import { sortableKeyboardCoordinates } from '@dnd-kit/sortable'
import { Button, Dropdown } from 'antd'
import { memo, useEffect, useState, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { useDesigner } from '../DesignerContext'
import { addClosingGate, addColumn, moveRow, type Choice, type Column, type Link, type Tree } from '../document'
import { ColumnMenu } from './ColumnMenu'
import { firstGate, firstPhase } from './first'
import { GateCard } from './GateCard'
import { pictureOf } from './icons'
import { Marks } from './Marks'
import { PhaseCard } from './PhaseCard'
import { useColumnActs } from './useColumnActs'

/** The template from left to right: phases with what is asked in them, and the gates between. */
export const Columns = memo(function Columns() {
  const { t } = useTranslation('designer')
  const { template, words, readOnly, edit, focusNextRef } = useDesigner()
  useEffect(() => {
    const id = focusNextRef.current.find((wanted) => template.byId.has(wanted))
    focusNextRef.current = []
    if (id !== undefined) document.querySelector<HTMLElement>(`.columns [data-part="${CSS.escape(id)}"]`)?.focus()
  }, [template, focusNextRef])
  const [dragged, setDragged] = useState<string | null>(null)
  const sensors = useSensors(
    useSensor(PointerSensor, { activationConstraint: { distance: 6 } }),
    useSensor(KeyboardSensor, { coordinateGetter: sortableKeyboardCoordinates }),
  )
  const nameOf = (id: UniqueIdentifier | undefined) => words.text(template.byId.get(String(id ?? ''))?.title)
  const announcements: Announcements = {
    onDragStart: ({ active }) => t('drag.taken', { title: nameOf(active.id) }),
    onDragOver: ({ over }) => (over === null ? t('drag.nowhere') : t('drag.over', { title: nameOf(over.id) })),
    onDragEnd: ({ active, over }) => (over === null ? t('drag.nowhere') : t('drag.dropped', { title: nameOf(active.id) })),
    onDragCancel: ({ active }) => t('drag.back', { title: nameOf(active.id) }),
  }

  const drop = ({ active, over }: DragEndEvent) => {
    setDragged(null)
    const target = over?.data.current as { phase: string; index: number } | undefined
    const id = String(active.id)
    if (target === undefined || id === over?.id) return
    edit((now) => moveRow(now, id, target.phase, target.index))
  }
  const carried = dragged === null ? undefined : template.byId.get(dragged)

  return (
    <DndContext
      sensors={sensors}
      collisionDetection={closestCorners}
      accessibility={{ announcements, screenReaderInstructions: { draggable: t('drag.how') } }}
      onDragStart={({ active }: DragStartEvent) => setDragged(String(active.id))}
      onDragEnd={drop}
      onDragCancel={() => setDragged(null)}
    >
      <div className="columns" onKeyDown={walk}>
        {template.columns.map((column, index) => (
          <div className="column" key={column.id}>
            <Between column={column} before={template.columns[index - 1]} />
            <div className="side-by-side"><ColumnOf column={column} /></div>
          </div>
        ))}
        {!readOnly && <AddColumn />}
      </div>
      <DragOverlay dropAnimation={null}>
        {carried && <div className="row carried"><span className="picture">{pictureOf(carried.activity.type)}</span> {words.text(carried.title)}</div>}
      </DragOverlay>
    </DndContext>
  )
})

function ColumnOf({ column }: { column: Column }) {
  if (column.what === 'gate') return <GateCard gate={column} />
  if (column.what === 'choice') return <ChoiceCard choice={column} />
  return (
    <>
      <PhaseCard phase={column} />
      {column.gates.map((gate) => <GateCard key={gate.id} gate={gate} />)}
    </>
  )
}

function ChoiceCard({ choice }: { choice: Choice }) {
  const { t } = useTranslation('designer')
  const { readOnly, selected, select, words } = useDesigner()
  const { onKeyDown } = useColumnActs(choice)
  return (
    <section className={`choice-card ${selected === choice.id ? 'selected' : ''}`} aria-label={t('choice.label', { title: words.text(choice.title) })}>
      <header>
        <button type="button" className="open" data-part={choice.id} aria-pressed={selected === choice.id} onClick={() => select(choice.id)} onKeyDown={onKeyDown}>
          <BranchesOutlined aria-hidden /> <span className="name">{words.text(choice.title)}</span>
          <span className="facts">{words.tree(choice.activity['condition'] as Tree)}</span>
        </button>
        <Marks id={choice.id} />
        {!readOnly && <ColumnMenu part={choice} />}
      </header>
    </section>
  )
}

/** Arrows go from one thing to the next; with Alt they move it instead. */
function walk(event: KeyboardEvent) {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
  if (step === 0 || event.altKey || !(event.target instanceof HTMLElement) || event.target.dataset['part'] === undefined) return
  event.preventDefault()
  const all = [...document.querySelectorAll<HTMLElement>('.columns [data-part]')]
  all[all.indexOf(event.target) + step]?.focus()
}

/** Why a column comes where it comes. */
function Between({ column, before }: { column: Column; before: Column | undefined }) {
  const { t } = useTranslation('designer')
  const { template, words } = useDesigner()
  const isBeside = before !== undefined && before.rank === column.rank
  const link = (way: Link) => {
    const title = words.text(template.byId.get(way.source)?.title)
    return way.port === 'Yes' || way.port === 'No' ? t(`between.${way.port}`, { title }) : t('between.after', { title })
  }
  const branch = column.after.find((way) => way.port === 'Yes' || way.port === 'No')
  const text = branch !== undefined ? link(branch)
    : isBeside ? t('between.beside')
      : column.after.length === 0 ? t('between.first') : column.after.map(link).join(t('words.and'))
  return (
    <p className="between">
      {isBeside ? <PauseOutlined aria-hidden /> : <ArrowRightOutlined aria-hidden />} {text}
    </p>
  )
}

function AddColumn() {
  const { t } = useTranslation('designer')
  const { template, make } = useDesigner()
  const last = template.columns.at(-1)
  const items = [
    { key: 'next', label: t('column.next'), onClick: () => make((now) => addColumn(now, { atEnd: true }, firstPhase(t))) },
    ...(last?.what === 'phase' ? [{ key: 'beside', label: t('column.besideLast'), onClick: () => make((now) => addColumn(now, { beside: last.id }, firstPhase(t))) }] : []),
    { key: 'gate', label: t('column.closingGate'), onClick: () => make((now) => addClosingGate(now, t('first.closing'), firstGate(t).set)) },
  ]
  return (
    <div className="column add">
      <Dropdown autoFocus trigger={['click']} menu={{ items }}>
        <Button type="dashed" size="large" icon={<PlusOutlined />}>{t('column.add')}</Button>
      </Dropdown>
    </div>
  )
}
