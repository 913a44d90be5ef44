import { LeftOutlined, RightOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Button, Flex } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { api, take, type Schemas } from '../api/api'
import { useDays } from '../shell/days'
import { Answer, Nothing } from '../shell/states'
import { weeksOf } from './weeks'

type Entry = Schemas['GetCalendarEntry']
type Special = Schemas['GetCalendarSpecialDay']

interface CalendarProps {
  unitId: string
  several: boolean
}

/** A month of the unit, in all campaigns together: a grid where there is room, a list by day where there is not. */
export function Calendar({ unitId, several }: CalendarProps) {
  const { t, i18n } = useTranslation()
  const [month, setMonth] = useState(() => dayjs().startOf('month'))
  const weeks = weeksOf(month)
  const [first, last] = [weeks[0]?.[0] ?? month, weeks.at(-1)?.at(-1) ?? month]
  const calendar = useQuery({
    queryKey: ['calendar', unitId, month.format('YYYY-MM')],
    queryFn: () => take(api.GET('/api/v1/units/{unitId}/calendar', {
      params: { path: { unitId }, query: { from: first.format('YYYY-MM-DD'), to: last.format('YYYY-MM-DD') } },
    })),
  })
  const title = new Intl.DateTimeFormat(i18n.language, { year: 'numeric', month: 'long' }).format(month.toDate())

  return (
    <section className="calendar">
      <Flex align="center" gap="small" className="calendar-head">
        <Button icon={<LeftOutlined />} aria-label={t('calendar.before')} onClick={() => setMonth(month.subtract(1, 'month'))} />
        <h2 aria-live="polite">{title}</h2>
        <Button icon={<RightOutlined />} aria-label={t('calendar.after')} onClick={() => setMonth(month.add(1, 'month'))} />
        <Button onClick={() => setMonth(dayjs().startOf('month'))}>{t('calendar.today')}</Button>
      </Flex>
      <Answer of={calendar}>
        {({ entries, days }) => (
          <>
            <Grid month={month} weeks={weeks} entries={entries} days={days} several={several} />
            <List month={month} entries={entries} days={days} several={several} />
          </>
        )}
      </Answer>
    </section>
  )
}

interface MonthProps {
  month: Dayjs
  entries: readonly Entry[]
  days: readonly Special[]
  several: boolean
}

const shownInACell = 4

function Grid({ month, weeks, entries, days, several }: MonthProps & { weeks: Dayjs[][] }) {
  const { t, i18n } = useTranslation()
  const weekday = new Intl.DateTimeFormat(i18n.language, { weekday: 'short' })
  const today = dayjs().format('YYYY-MM-DD')
  return (
    <table className="month">
      <thead><tr>{weeks[0]?.map((day) => <th key={day.day()} scope="col">{weekday.format(day.toDate())}</th>)}</tr></thead>
      <tbody>
        {weeks.map((week) => (
          <tr key={week[0]?.format()}>
            {week.map((day) => {
              const key = day.format('YYYY-MM-DD')
              const special = days.find((one) => one.day === key)
              const own = entries.filter((entry) => entry.day === key)
              const off = special === undefined ? day.day() === 0 || day.day() === 6 : !special.works
              return (
                <td key={key} className={`${day.isSame(month, 'month') ? '' : 'outside'} ${off ? 'off' : ''} ${key === today ? 'today' : ''}`} aria-current={key === today ? 'date' : undefined}>
                  <div className="day">
                    <span>{day.date()}</span>
                    {special && <span className="special">{special.works ? t('calendar.works') : special.name}</span>}
                  </div>
                  <ul>{own.slice(0, shownInACell).map((entry) => <li key={entry.sort + entry.runId + entry.key + entry.title}><EntryLink entry={entry} several={several} /></li>)}</ul>
                  {own.length > shownInACell && <details><summary>{t('calendar.more', { count: own.length - shownInACell })}</summary><ul>{own.slice(shownInACell).map((entry) => <li key={entry.sort + entry.runId + entry.key + entry.title}><EntryLink entry={entry} several={several} /></li>)}</ul></details>}
                </td>
              )
            })}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function List({ month, entries, days, several }: MonthProps) {
  const { t } = useTranslation()
  const format = useDays()
  const inMonth = (day: string) => dayjs(day).isSame(month, 'month')
  const dates = [...new Set([...entries.map((entry) => entry.day), ...days.map((day) => day.day)])].filter(inMonth).sort()
  if (dates.length === 0) return <div className="agenda-list"><Nothing text={t('calendar.nothing')} /></div>
  return (
    <ol className="agenda-list">
      {dates.map((date) => {
        const special = days.find((one) => one.day === date)
        return (
          <li key={date}>
            <div className="agenda-day">{format.day(date)}{special && <span className="special">{special.works ? t('calendar.works') : special.name}</span>}</div>
            <ul>{entries.filter((entry) => entry.day === date).map((entry) => <li key={entry.sort + entry.runId + entry.key + entry.title}><EntryLink entry={entry} several={several} /></li>)}</ul>
          </li>
        )
      })}
    </ol>
  )
}

function EntryLink({ entry, several }: { entry: Entry; several: boolean }) {
  const { t } = useTranslation()
  const phase = entry.sort === 'phaseStart' || entry.sort === 'phaseEnd'
  return (
    <Link to={phase ? `/runs/${entry.runId}` : `/runs/${entry.runId}/${entry.key}`} className={`entry ${entry.sort} ${entry.done ? 'done' : ''} ${entry.overdue ? 'late' : ''}`} title={several ? entry.campaign : undefined}>
      <span className="entry-sort">{t(`calendar.sort.${entry.sort as 'meeting'}`)}</span> {entry.title}
      {entry.done && !phase && <span className="entry-done"> {t('calendar.done')}</span>}
    </Link>
  )
}
