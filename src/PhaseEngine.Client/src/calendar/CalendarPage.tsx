import { UploadOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Alert, Button, Segmented, Typography } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, take, type Schemas } from '../api/api'
import { workingDays } from '../designer/views/days'
import { useDays } from '../shell/days'
import { Answer } from '../shell/states'
import { Title } from '../shell/Title'
import { useMe } from '../shell/useMe'
import { ImportYear } from './ImportYear'
import { monthOf, restsOf, type DayCell } from './month'
import '../campaigns/campaigns.css'
import '../designer/views/views.css'
import '../templates/templates.css'
import './calendar.css'

type Year = Schemas['ListYearsYearView']

/** The working calendar all dates are reckoned by: which years are known, which are not yet, and the import of a year's notice. */
export function CalendarPage() {
  const { t } = useTranslation('calendar')
  const me = useMe().data
  const [chosen, setChosen] = useState(() => new Date().getFullYear())
  const [importing, setImporting] = useState(false)
  const years = useQuery({ queryKey: ['calendar', 'years'], queryFn: () => take(api.GET('/api/v1/calendar/years')) })
  // One calendar for all: only whoever answers for all units changes it.
  const mayChange = me?.posts.some((post) => post.unitId === null && post.acts.includes('calendar.change')) === true

  return (
    <>
      <Title text={t('title')}>
        {mayChange && <Button icon={<UploadOutlined />} onClick={() => setImporting(true)}>{t('import.open')}</Button>}
      </Title>
      <p className="quiet">{t('lead')}{!mayChange && ` ${t('whoChanges')}`}</p>
      <Answer of={years}>
        {(found) => {
          const year = found.find((one) => one.year === chosen) ?? found[0]
          return (
            <>
              <Segmented
                aria-label={t('year')}
                options={found.map((one) => ({ value: one.year, label: one.provisional ? t('yearProvisional', { year: one.year }) : String(one.year) }))}
                value={year?.year}
                onChange={setChosen}
              />
              {year && <YearPart year={year} />}
            </>
          )
        }}
      </Answer>
      {importing && <ImportYear close={() => setImporting(false)} done={setChosen} />}
    </>
  )
}

function YearPart({ year }: { year: Year }) {
  const { t } = useTranslation('calendar')
  const days = useDays()
  const working = workingDays([year])
  return (
    <>
      {year.provisional
        ? <Alert type="warning" showIcon title={t('provisional', { year: year.year })} style={{ marginBlock: 12 }} />
        : <p>{year.importedAt === null ? t('builtIn') : t('importedAt', { day: days.moment(year.importedAt) })}</p>}
      {!year.provisional && <Rests year={year} />}
      <div className="months">
        {Array.from({ length: 12 }, (_, index) => <Month key={index} year={year.year} month={index + 1} weeks={monthOf(year.year, index + 1, working)} />)}
      </div>
      <p className="calendar-legend">
        <span><i className="holiday" />{t('legend.holiday')}</span>
        <span><i className="makeUp" />{t('legend.makeUp')}</span>
        <span><i className="weekend" />{t('legend.weekend')}</span>
      </p>
    </>
  )
}

function Month({ year, month, weeks }: { year: number; month: number; weeks: (DayCell | null)[][] }) {
  const { t, i18n } = useTranslation('calendar')
  const name = new Intl.DateTimeFormat(i18n.language, { month: 'long', timeZone: 'UTC' }).format(new Date(Date.UTC(year, month - 1, 1)))
  const weekday = new Intl.DateTimeFormat(i18n.language, { weekday: 'narrow', timeZone: 'UTC' })
  return (
    <table className="month">
      <caption>{name}</caption>
      <thead>
        <tr>{Array.from({ length: 7 }, (_, day) => <th key={day} scope="col">{weekday.format(new Date(Date.UTC(2024, 0, day + 1)))}</th>)}</tr>
      </thead>
      <tbody>
        {weeks.map((week, index) => (
          <tr key={index}>
            {week.map((cell, day) => (cell === null
              ? <td key={day} />
              : (
                <td key={day} className={cell.state} title={cell.holiday}>
                  {cell.date}
                  {cell.state === 'holiday' && <span className="only-read"> {cell.holiday}</span>}
                  {cell.state === 'makeUp' && <span className="only-read"> {t('legend.makeUp')}</span>}
                </td>
              )))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** The same in words: from when to when, and what is worked in exchange. */
function Rests({ year }: { year: Year }) {
  const { t } = useTranslation('calendar')
  const days = useDays()
  return (
    <section className="card">
      <Typography.Title level={2} className="part">{t('rests')}</Typography.Title>
      <ul className="plain">
        {restsOf(year.holidays).map((rest) => (
          <li key={rest.from}>
            <strong>{rest.name}</strong>
            <span>{rest.days === 1 ? days.day(rest.from) : t('span', { from: days.day(rest.from), to: days.day(rest.to) })}</span>
            <span className="quiet">{t('days', { count: rest.days })}</span>
          </li>
        ))}
      </ul>
      {year.workdays.length > 0 && <p>{t('makeUpDays', { days: year.workdays.map((day) => days.day(day)).join('、') })}</p>}
    </section>
  )
}
