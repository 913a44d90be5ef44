import { useQuery } from '@tanstack/react-query'
import { Alert, Checkbox, Segmented } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, take } from '../../api/api'
import { useDays } from '../../shell/days'
import { Nothing } from '../../shell/states'
import { endOf } from './timeline'
import { Gantt } from './Gantt'
import { StartAndUnit } from './StartAndUnit'
import { TimeTable } from './TimeTable'
import { useStart, type UnitLike } from './useStart'
import type { ViewProps } from './view'
import { ViewAnswer } from './ViewAnswer'
import { workingDays } from './days'
import '../../templates/templates.css'
import './views.css'

/** The dates a definition has for a start: phases, due days, meetings and reminders on the working calendar. */
export function TimeView({ definition, select }: ViewProps) {
  const { t, i18n } = useTranslation('templates')
  const days = useDays()
  const { start, day, setStart } = useStart()
  const [unit, setUnit] = useState<UnitLike>({})
  const [as, setAs] = useState<'chart' | 'table'>('chart')
  const [reminders, setReminders] = useState(false)
  const plan = useQuery({
    queryKey: ['template-timetable', definition, day, unit, i18n.language],
    queryFn: ({ signal }) => take(api.POST('/api/v1/template-timetables', { body: { definition, start: day, unit }, signal })),
    placeholderData: (before) => before,
  })
  const last = plan.data ? endOf(plan.data.items, plan.data.start) : day
  const [from, to] = [Number(day.slice(0, 4)), Number(last.slice(0, 4))]
  const years = useQuery({
    queryKey: ['calendar', 'years', from, to],
    queryFn: () => take(api.GET('/api/v1/calendar/years', { params: { query: { from, to } } })),
    placeholderData: (before) => before,
  })

  return (
    <section className="view">
      <div className="view-head">
        <StartAndUnit start={start} setStart={setStart} unit={unit} setUnit={setUnit} />
        <span className="view-form">
          {as === 'chart' && <Checkbox checked={reminders} onChange={(event) => setReminders(event.target.checked)}>{t('time.withReminders')}</Checkbox>}
          <Segmented aria-label={t('views.as')} options={[{ value: 'chart', label: t('views.chart') }, { value: 'table', label: t('views.table') }]} value={as} onChange={setAs} />
        </span>
      </div>
      <ViewAnswer of={plan} select={select}>
        {(found) => {
          if (found.items.length === 0) return <Nothing text={t('time.nothing')} />
          return (
            <>
              {found.provisional !== null && <Alert type="warning" showIcon title={t('time.provisional', { day: days.full(found.provisional) })} />}
              {as === 'chart'
                ? <Gantt items={found.items} start={found.start} end={last} working={workingDays(years.data ?? [])} reminders={reminders} select={select} />
                : <TimeTable items={found.items} />}
              <p className="quiet">{t('time.counting')}</p>
            </>
          )
        }}
      </ViewAnswer>
    </section>
  )
}
