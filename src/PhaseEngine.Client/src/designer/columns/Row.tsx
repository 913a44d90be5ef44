import { BellOutlined, HolderOutlined } from '@ant-design/icons'
import { useSortable } from '@dnd-kit/sortable'
import { Tooltip } from 'antd'
import type { CSSProperties } from 'react'
import { useTranslation } from 'react-i18next'
import { useDesigner } from '../DesignerContext'
import type { ReminderRow, Requirement } from '../document'
import { typeIn } from '../usePalette'
import { Marks } from './Marks'
import { pictureOf } from './icons'
import { RowMenu } from './RowMenu'
import { useRowKeys } from './useRowKeys'

/** A requirement in its phase: what, who, by when. */
export function Row({ requirement, index, movable = true }: { requirement: Requirement; index: number; movable?: boolean }) {
  const { t } = useTranslation('designer')
  const { readOnly, selected, select, words } = useDesigner()
  const onKeyDown = useRowKeys(requirement, index)
  const sortable = useSortable({ id: requirement.id, disabled: readOnly || !movable, data: { phase: requirement.phase, index } })
  const { attributes, listeners, setNodeRef, setActivatorNodeRef, transform, transition, isDragging, isOver } = sortable
  const style: CSSProperties = { transform: transform === null ? undefined : `translate(${Math.round(transform.x)}px, ${Math.round(transform.y)}px)`, transition }

  const title = words.text(requirement.title)
  return (
    <li ref={setNodeRef} style={style} className={['row', selected === requirement.id && 'selected', isDragging && 'dragged', isOver && !isDragging && 'target'].filter(Boolean).join(' ')}>
      {!readOnly && movable && (
        <button ref={setActivatorNodeRef} type="button" className="handle" {...attributes} {...listeners} aria-label={t('row.drag', { title })}>
          <HolderOutlined />
        </button>
      )}
      <button type="button" className="open" data-part={requirement.id} aria-pressed={selected === requirement.id} onClick={() => select(requirement.id)} onKeyDown={onKeyDown}>
        <span className="picture" aria-hidden>{pictureOf(requirement.activity.type)}</span>
        <span className="what">
          <span className="name">{title}</span>
          <Facts requirement={requirement} />
        </span>
      </button>
      <span className="end">
        <Marks id={requirement.id} />
        {!readOnly && <RowMenu requirement={requirement} index={index} />}
      </span>
    </li>
  )
}

function Facts({ requirement: { activity, standing, after, phase } }: { requirement: Requirement }) {
  const { t } = useTranslation('designer')
  const { palette, template, words } = useDesigner()
  const type = typeIn(palette, activity.type)
  const set = (name: string) => activity[name] ?? type?.settings.find((setting) => setting.name === name)?.default ?? undefined

  const repeat = set('repeat')
  const due = set('due')
  const home = template.byId.get(phase ?? '')?.activity
  const when = standing
    ? typeof repeat === 'string' ? words.rhythm(repeat) : t('rhythm.halfMonth')
    : typeof due === 'string' ? words.date(due) : home?.['length'] === undefined ? t('row.noDue') : words.date('end')
  const who = words.role(typeof set('owner') === 'string' ? (set('owner') as string) : 'secretary')
  const before = after.map((link) => words.text(template.byId.get(link.source)?.title)).filter(Boolean)
  const variants = Array.isArray(activity['variants']) ? activity['variants'].length : 0
  const reminders = activity['reminders'] as ReminderRow[] | undefined
  return (
    <>
      <span className="facts">{who} · {when}</span>
      {(before.length > 0 || variants > 0 || reminders !== undefined || activity['when'] !== undefined) && (
        <span className="facts minor">
          {before.length > 0 && <span>{t('row.after', { before: before.join(t('words.and')) })}</span>}
          {activity['when'] !== undefined && <span>{t('row.someUnits')}</span>}
          {variants > 0 && <span>{t('row.variants', { count: variants })}</span>}
          {reminders !== undefined && (
            <Tooltip title={reminders.map((row) => words.reminder(row)).join(t('words.semicolon'))}>
              <span><BellOutlined aria-hidden /> {reminders.length === 0 ? t('row.noReminders') : t('row.reminders', { count: reminders.length })}</span>
            </Tooltip>
          )}
        </span>
      )}
    </>
  )
}
