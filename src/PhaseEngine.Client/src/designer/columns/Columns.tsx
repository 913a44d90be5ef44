import { ArrowRightOutlined, BranchesOutlined, PauseOutlined, PlusOutlined } from '@ant-design/icons'
import {
  DndContext, DragOverlay, KeyboardSensor, PointerSensor, useSensor, useSensors, type Announcements, type DragEndEvent, type DragStartEvent, type UniqueIdentifier,
} from '@dnd-kit/core'
import { SortableContext } from '@dnd-kit/sortable'
import { App, Button, Dropdown } from 'antd'
import { memo, useEffect, useState, type KeyboardEvent, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useDesigner } from '../DesignerContext'
import { addClosingGate, addColumn, moveColumn, moveRow, type Choice, type Column, type Link, type Tree } from '../document'
import { ColumnMenu } from './ColumnMenu'
import { activityOf, columnName, isColumn, meeting, nextPlace } from './dragging'
import { GateCard } from './GateCard'
import { pictureOf } from './icons'
import { Marks } from './Marks'
import { MovableColumn } from './MovableColumn'
import { PhaseCard } from './PhaseCard'
import { useColumnActs } from './useColumnActs'
import { useFirst } from './useFirst'

/** The template from left to right: phases with what is asked in them, and the gates between. */
export const Columns = memo(function Columns() {
  const { t } = useTranslation('designer')
  const { message } = App.useApp()
  const { definition, template, words, readOnly, edit, focusNextRef } = useDesigner()
  useEffect(() => {
    const id = focusNextRef.current.find((wanted) => template.byId.has(wanted))
    focusNextRef.current = []
    if (id !== undefined) document.querySelector<HTMLElement>(`.columns [data-part="${CSS.escape(id)}"]`)?.focus()
  }, [template, focusNextRef])
  const [dragged, setDragged] = useState<string | null>(null)
  const sensors = useSensors(
    useSensor(PointerSensor, { activationConstraint: { distance: 6 } }),
    useSensor(KeyboardSensor, { coordinateGetter: nextPlace }),
  )
  const nameOf = (id: UniqueIdentifier | undefined) => words.text(template.byId.get(activityOf(id ?? ''))?.title)
  const announcements: Announcements = {
    onDragStart: ({ active }) => t('drag.taken', { title: nameOf(active.id) }),
    onDragOver: ({ over }) => (over === null ? t('drag.nowhere') : t('drag.over', { title: nameOf(over.id) })),
    onDragEnd: ({ active, over }) => (over === null ? t('drag.nowhere') : t('drag.dropped', { title: nameOf(active.id) })),
    onDragCancel: ({ active }) => t('drag.back', { title: nameOf(active.id) }),
  }

  const placeOf = (name: UniqueIdentifier | null | undefined) => template.columns.findIndex((column) => column.id === activityOf(name ?? ''))
  const dropColumn = (active: UniqueIdentifier, over: UniqueIdentifier) => {
    const [from, to] = [placeOf(active), placeOf(over)]
    if (from < 0 || to < 0 || from === to) return
    const move = (now: typeof definition) => moveColumn(now, activityOf(active), activityOf(over), to > from ? 1 : -1)
    if (move(definition) === definition) void message.info(t('drag.notHere', { title: nameOf(active) }))
    else edit(move)
  }

  const drop = ({ active, over }: DragEndEvent) => {
    setDragged(null)
    if (over !== null && isColumn(active.id)) {
      dropColumn(active.id, over.id)
      return
    }
    const target = over?.data.current as { phase: string; index: number } | undefined
    const id = String(active.id)
    if (target === undefined || id === over?.id) return
    edit((now) => moveRow(now, id, target.phase, target.index))
  }
  const carried = dragged === null ? undefined : template.byId.get(activityOf(dragged))
  const takesColumns = dragged === null || isColumn(dragged)
  const taken = dragged !== null && isColumn(dragged) ? placeOf(dragged) : -1

  return (
    <DndContext
      sensors={sensors}
      collisionDetection={meeting}
      accessibility={{ announcements, screenReaderInstructions: { draggable: t('drag.how') } }}
      onDragStart={({ active }: DragStartEvent) => setDragged(String(active.id))}
      onDragEnd={drop}
      onDragCancel={() => setDragged(null)}
    >
      <div className="columns" onKeyDown={walk}>
        <SortableContext items={template.columns.map((column) => columnName(column.id))} strategy={standStill}>
          {template.columns.map((column, index) => (
            <MovableColumn
              key={column.id} column={column} receives={takesColumns} side={taken < 0 || taken === index ? null : taken < index ? 'right' : 'left'}
              before={<Between column={column} before={template.columns[index - 1]} />}
            >
              {(handle) => <ColumnOf column={column} handle={handle} />}
            </MovableColumn>
          ))}
        </SortableContext>
        {!readOnly && <AddColumn />}
      </div>
      <DragOverlay dropAnimation={null}>
        {carried && <div className="row carried"><span className="picture">{pictureOf(carried.activity.type)}</span> {words.text(carried.title)}</div>}
      </DragOverlay>
    </DndContext>
  )
})

/** A line shows where a column would come to stand; the others stay where they are. */
const standStill = () => null

function ColumnOf({ column, handle }: { column: Column; handle: ReactNode }) {
  if (column.what === 'gate') return <GateCard gate={column} handle={handle} />
  if (column.what === 'choice') return <ChoiceCard choice={column} handle={handle} />
  return (
    <>
      <PhaseCard phase={column} handle={handle} />
      {column.gates.map((gate) => <GateCard key={gate.id} gate={gate} />)}
    </>
  )
}

function ChoiceCard({ choice, handle }: { choice: Choice; handle: ReactNode }) {
  const { t } = useTranslation('designer')
  const { readOnly, selected, select, words } = useDesigner()
  const { onKeyDown } = useColumnActs(choice)
  return (
    <section className={`choice-card ${selected === choice.id ? 'selected' : ''}`} aria-label={t('choice.label', { title: words.text(choice.title) })}>
      <header>
        {handle}
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
  const first = useFirst()
  const last = template.columns.at(-1)
  const items = [
    { key: 'next', label: t('column.next'), onClick: () => make((now) => addColumn(now, { atEnd: true }, first.phase)) },
    ...(last?.what === 'phase' ? [{ key: 'beside', label: t('column.besideLast'), onClick: () => make((now) => addColumn(now, { beside: last.id }, first.phase)) }] : []),
    { key: 'gate', label: t('column.closingGate'), onClick: () => make((now) => addClosingGate(now, t('first.closing'), first.gate.set)) },
  ]
  return (
    <div className="column add">
      <Dropdown autoFocus trigger={['click']} menu={{ items }}>
        <Button type="dashed" size="large" icon={<PlusOutlined />}>{t('column.add')}</Button>
      </Dropdown>
    </div>
  )
}
