import { HolderOutlined } from '@ant-design/icons'
import { useSortable } from '@dnd-kit/sortable'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useDesigner } from '../DesignerContext'
import type { Column } from '../document'
import { columnName } from './dragging'

interface MovableColumnProps {
  column: Column
  /** On which side of it what is dragged would come to stand; null while rows are dragged, or nothing is. */
  side: 'left' | 'right' | null
  /** Whether columns are what can be dropped on. */
  receives: boolean
  before: ReactNode
  children: (handle: ReactNode) => ReactNode
}

/** A column that can be taken by its handle and put down elsewhere; Alt with the arrows does the same. */
export function MovableColumn({ column, side, receives, before, children }: MovableColumnProps) {
  const { t } = useTranslation('designer')
  const { readOnly, words } = useDesigner()
  const { attributes, listeners, setNodeRef, setActivatorNodeRef, isDragging, isOver } = useSortable({
    id: columnName(column.id), data: { column: column.id }, disabled: { draggable: readOnly, droppable: readOnly || !receives },
  })
  const handle = !readOnly && (
    <button ref={setActivatorNodeRef} type="button" className="handle" {...attributes} {...listeners} aria-label={t('row.drag', { title: words.text(column.title) })}>
      <HolderOutlined />
    </button>
  )
  return (
    <div ref={setNodeRef} className={['column', isDragging && 'dragged', isOver && !isDragging && side !== null && `target-${side}`].filter(Boolean).join(' ')}>
      {before}
      <div className="side-by-side">{children(handle)}</div>
    </div>
  )
}
