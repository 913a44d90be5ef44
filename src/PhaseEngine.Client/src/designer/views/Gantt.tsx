import { useTranslation } from 'react-i18next'
import { useDays } from '../../shell/days'
import { useKindTitle } from '../../templates/useKindTitle'
import { numberOf, stretchesOf, type WorkingDays } from './days'
import { groupsOf, Scale, type Planned } from './timeline'

interface GanttProps {
  items: readonly Planned[]
  start: string
  end: string
  working: WorkingDays
  reminders: boolean
  select: ((activityId: string) => void) | undefined
}

/** A mark further to the right would stick out. */
const lastTick = 96

/** Beyond so many days a weekend is too thin to be seen: then only longer rests are shaded. */
const shownWeekends = 200

/** One line for each thing, days from left to right; every line says its days in words, too. */
export function Gantt({ items, start, end, working, reminders, select }: GanttProps) {
  const { t } = useTranslation('templates')
  const scale = new Scale(start, end)
  const off = stretchesOf(scale.whole, working.isOff).filter((stretch) => scale.days <= shownWeekends || stretch.to - stretch.from > 1)
  const makeUp = stretchesOf(scale.whole, working.isMakeUp)
  const holidays = stretchesOf(scale.whole, (day) => working.holidayOn(day) !== undefined)
  const today = new Date().toISOString().slice(0, 10)
  const chart = { scale, end, reminders, select }
  const showsToday = numberOf(today) >= scale.first && numberOf(today) <= scale.last

  return (
    <div className="gantt" style={{ '--shade': scale.shade(off, '#efeae3') } as React.CSSProperties}>
      <div className="gantt-axis" aria-hidden>
        <span className="track">
          {scale.ticks(10).filter((tick) => scale.at(numberOf(tick)) < lastTick).map((tick) => <span key={tick} className="tick" style={{ left: `${scale.at(numberOf(tick))}%` }}>{shortOf(tick)}</span>)}
          {holidays.map((stretch) => <span key={stretch.from} className="holiday" style={{ left: `${scale.at(stretch.from)}%` }}>{working.holidayOn(stretch.from)}</span>)}
          {makeUp.map((stretch) => <span key={stretch.from} className="make-up" style={{ left: `${scale.at(stretch.from)}%` }}>{t('time.makeUpShort')}</span>)}
          {showsToday && <span className="today" style={{ left: scale.middle(today) }} />}
        </span>
      </div>
      {groupsOf(items).map(({ phase, rows }) => (
        <section key={phase?.key ?? ''} className="gantt-phase">
          {phase && <Row item={phase} {...chart} />}
          <ul>{rows.map((item) => <li key={item.key}><Row item={item} {...chart} /></li>)}</ul>
        </section>
      ))}
      <p className="legend" aria-hidden>
        <span><i className="off" />{t('time.off')}</span>
        <span><i className="due-mark" />{t('time.due')}</span>
        <span><i className="meeting-mark" />{t('time.window')}</span>
        {reminders && <span><i className="reminder-mark" />{t('time.reminder')}</span>}
      </p>
    </div>
  )
}

interface RowProps extends Pick<GanttProps, 'end' | 'reminders' | 'select'> {
  item: Planned
  scale: Scale
}

function Row({ item, scale, end, reminders, select }: RowProps) {
  const { t } = useTranslation('templates')
  const days = useDays()
  const kind = useKindTitle()
  const last = item.to ?? item.windows.at(-1)?.to ?? (item.type === 'Phase' ? end : item.from)
  const span = item.to === null ? t('time.fromOn', { day: days.day(item.from) }) : t('time.span', { from: days.day(item.from), to: days.day(item.to) })
  const text = (
    <>
      <span className="row-title">{item.title}</span>
      <span className="row-days">{kind(item.type)} · {span}{item.windows.length > 0 && ` · ${t('time.windows', { count: item.windows.length })}`}</span>
    </>
  )
  return (
    <div className={`gantt-row ${item.type.toLowerCase()}`}>
      {select ? <button type="button" className="row-text" onClick={() => select(item.activityId)}>{text}</button> : <span className="row-text">{text}</span>}
      <span className="track" aria-hidden>
        <span className="bar-line" style={scale.bar(item.from, last)} />
        {item.windows.map((window) => <span key={window.number} className="meeting-mark" style={{ left: scale.middle(window.to) }} title={days.day(window.to)} />)}
        {item.to !== null && item.type !== 'Phase' && item.windows.length === 0 && <span className="due-mark" style={{ left: `${scale.at(numberOf(item.to) + 1)}%` }} title={days.day(item.to)} />}
        {reminders && item.reminders.map((reminder, index) => (
          <span key={index} className={`reminder-mark ${reminder.on > reminder.about ? 'if-late' : ''}`} style={{ left: scale.middle(reminder.on) }} title={days.day(reminder.on)} />
        ))}
      </span>
    </div>
  )
}

const shortOf = (day: string) => `${Number(day.slice(5, 7))}/${Number(day.slice(8))}`
