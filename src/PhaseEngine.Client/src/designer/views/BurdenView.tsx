import { useQuery } from '@tanstack/react-query'
import { Alert, Typography } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, take, type Schemas } from '../../api/api'
import { Nothing } from '../../shell/states'
import { Findings } from '../../templates/Findings'
import { Scroll } from './Scroll'
import { StartAndUnit } from './StartAndUnit'
import { useFigures } from './useFigures'
import { useStart, type UnitLike } from './useStart'
import type { ViewProps } from './view'
import { ViewAnswer } from './ViewAnswer'
import { WeekBars } from './WeekBars'
import '../../templates/templates.css'
import './views.css'

type Burden = Schemas['ReckonBurdenView']

/** What a definition asks of one unit, week by week: hours, things to fill in, documents, meetings; and what it asks twice (B.6). */
export function BurdenView({ definition, select }: ViewProps) {
  const { i18n } = useTranslation('templates')
  const { start, day, setStart } = useStart()
  const [unit, setUnit] = useState<UnitLike>({})
  const burden = useQuery({
    queryKey: ['template-burden', definition, day, unit, i18n.language],
    queryFn: ({ signal }) => take(api.POST('/api/v1/template-burdens', { body: { definition, start: day, unit }, signal })),
    placeholderData: (before) => before,
  })

  return (
    <section className="view">
      <div className="view-head"><StartAndUnit start={start} setStart={setStart} unit={unit} setUnit={setUnit} /></div>
      <ViewAnswer of={burden} select={select}>{(found) => <Weeks burden={found} select={select} />}</ViewAnswer>
    </section>
  )
}

function Weeks({ burden, select }: { burden: Burden; select: ViewProps['select'] }) {
  const { t } = useTranslation('templates')
  const { hours, week: weekOf } = useFigures()
  const busiest = burden.weeks.find((week) => week.monday === burden.busiest)
  if (busiest === undefined) return <Nothing text={t('burden.nothing')} />

  const over = burden.weeks.filter((week) => week.minutes > burden.allowedMinutes).length
  const all = burden.weeks.reduce((sum, week) => sum + week.minutes, 0)
  return (
    <>
      <p className="lead">
        {t('burden.busiest', { day: weekOf(busiest.monday), hours: hours(busiest.minutes), meetings: busiest.meetings, documents: busiest.documents, fields: busiest.fields })}
        {' '}{t('burden.all', { weeks: burden.weeks.length, hours: hours(all) })}
        {' '}{over > 0 && <span className="mark bad">{t('burden.over', { count: over, hours: hours(burden.allowedMinutes) })}</span>}
      </p>
      <p className="quiet">{t('burden.unlikeSimulation')}</p>
      {burden.findings.length > 0 && (
        <Alert
          type="warning"
          showIcon
          title={t('burden.findings')}
          description={<Findings findings={burden.findings} link={select && ((activityId, title) => <button type="button" className="as-link" onClick={() => select(activityId)}>{title}</button>)} />}
        />
      )}
      <WeekBars
        label={t('burden.chart')}
        weeks={burden.weeks.map((week) => week.monday)}
        series={[{ name: t('burden.hours'), values: burden.weeks.map((week) => week.minutes / 60), marked: burden.weeks.map((week) => week.monday === burden.busiest) }]}
        limit={{ value: burden.allowedMinutes / 60, name: t('burden.limit', { hours: hours(burden.allowedMinutes) }) }}
      />
      <div className="side-by-side">
        <section>
          <Typography.Title level={2} className="part">{t('burden.byWeek')}</Typography.Title>
          <Scroll label={t('burden.byWeek')}>
            <table className="figures-table">
              <thead>
                <tr>
                  <th scope="col">{t('burden.week')}</th>
                  {(['hours', 'workingDays', 'meetings', 'documents', 'fields'] as const).map((column) => <th key={column} scope="col" className="number">{t(`burden.${column}`)}</th>)}
                </tr>
              </thead>
              <tbody>
                {burden.weeks.map((week) => (
                  <tr key={week.monday} className={week.monday === burden.busiest ? 'marked' : ''}>
                    <th scope="row">{weekOf(week.monday)}{week.monday === burden.busiest && <span className="mark soon">{t('burden.most')}</span>}</th>
                    <td className="number">{hours(week.minutes)}</td>
                    <td className="number">{week.workingDays}</td>
                    <td className="number">{week.meetings || ''}</td>
                    <td className="number">{week.documents || ''}</td>
                    <td className="number">{week.fields || ''}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </Scroll>
        </section>
        <ByRequirement requirements={burden.requirements} select={select} />
      </div>
    </>
  )
}

/** What asks most, first: where there is something to be left out. */
function ByRequirement({ requirements, select }: { requirements: Burden['requirements']; select: ViewProps['select'] }) {
  const { t } = useTranslation('templates')
  const { hours } = useFigures()
  return (
    <section>
      <Typography.Title level={2} className="part">{t('burden.byRequirement')}</Typography.Title>
      <Scroll label={t('burden.byRequirement')}>
        <table className="figures-table">
          <thead>
            <tr>
              <th scope="col">{t('burden.requirement')}</th>
              {(['times', 'hours', 'fields'] as const).map((column) => <th key={column} scope="col" className="number">{t(`burden.${column}`)}</th>)}
            </tr>
          </thead>
          <tbody>
            {[...requirements].sort((one, other) => other.minutes - one.minutes).map((one) => (
              <tr key={one.key}>
                <th scope="row">
                  {select ? <button type="button" className="as-link" onClick={() => select(one.activityId)}>{one.title}</button> : one.title}
                  <span className="quiet"> {one.phase}</span>
                </th>
                <td className="number">{one.times}</td>
                <td className="number">{hours(one.minutes)}</td>
                <td className="number">{one.fields}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </section>
  )
}
