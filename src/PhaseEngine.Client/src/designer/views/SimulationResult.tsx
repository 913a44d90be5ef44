import { Typography } from 'antd'
import { useTranslation } from 'react-i18next'
import { useDays } from '../../shell/days'
import { metricTitle } from '../../templates/useKindTitle'
import { readTemplate, type Definition } from '../document'
import { usePalette } from '../usePalette'
import { useFigures } from './useFigures'
import { pairs, weeksOf, type Simulation, type SimulationRun } from './runs'
import { Scroll } from './Scroll'
import type { ViewProps } from './view'
import { WeekBars } from './WeekBars'

interface SimulationResultProps {
  definition: Definition
  now: SimulationRun
  before: SimulationRun | undefined
  select: ViewProps['select']
}

type Requirement = Simulation['requirements'][number]
type Gate = Simulation['gates'][number]

/** What came out, beside what came out before where two runs are compared. */
export function SimulationResult({ definition, now, before, select }: SimulationResultProps) {
  const { t } = useTranslation('templates')
  const days = useDays()
  const figures = useFigures()
  const shown = before ? [before, now] : [now]
  const weeks = weeksOf(shown.map((run) => run.result))
  const template = readTemplate(definition)

  return (
    <>
      <dl className="figures">
        <Figure name={t('simulation.finished')} now={t('simulation.finishedOf', { finished: now.result.finished, units: now.result.units })} before={before && t('simulation.finishedOf', { finished: before.result.finished, units: before.result.units })} />
        <Figure name={t('simulation.lastFinished')} now={dayOr(now.result.lastFinished)} before={before && dayOr(before.result.lastFinished)} />
        <Figure name={t('simulation.busiest')} now={busiest(now.result)} before={before && busiest(before.result)} />
      </dl>
      <Typography.Title level={3} className="part">{t('simulation.load')}</Typography.Title>
      <p className="quiet">{t('simulation.unlikeBurden')}</p>
      <WeekBars
        label={t('simulation.loadChart')}
        weeks={weeks.map((week) => week.monday)}
        series={shown.map((run, index) => ({
          name: t('simulation.runTitle', { number: run.number }),
          faint: run === before,
          values: weeks.map((week) => (week.values[index] ?? 0) / 60),
        }))}
      />
      <Gates definition={definition} now={now.result.gates} before={before?.result.gates} link={link} />
      <Requirements now={now.result.requirements} before={before?.result.requirements} link={link} />
      <Weeks run={now.result} />
    </>
  )

  function dayOr(day: string | null) {
    return day === null ? t('simulation.nobody') : days.full(day)
  }

  function busiest(run: Simulation) {
    const most = run.weeks.reduce<Simulation['weeks'][number] | undefined>((high, week) => (high === undefined || week.minutesPerUnit > high.minutesPerUnit ? week : high), undefined)
    return most === undefined ? '—' : t('simulation.busiestWeek', { day: figures.week(most.monday), hours: figures.hours(most.minutesPerUnit) })
  }

  function link(key: string, title: string) {
    const part = template.byKey.get(key)
    return select && part ? <button type="button" className="as-link" onClick={() => select(part.id)}>{title}</button> : title
  }
}

function Figure({ name, now, before }: { name: string; now: string; before: string | undefined }) {
  const { t } = useTranslation('templates')
  return (
    <div>
      <dt>{name}</dt>
      <dd>{now}{before !== undefined && before !== now && <span className="before">{t('simulation.before', { value: before })}</span>}</dd>
    </div>
  )
}

interface PartProps<T> {
  now: readonly T[]
  before: readonly T[] | undefined
  link: (key: string, title: string) => React.ReactNode
}

/** Which requirements many would be late with, the worst first. */
function Requirements({ now, before, link }: PartProps<Requirement>) {
  const { t } = useTranslation('templates')
  const rows = pairs(now, before).sort((one, other) => lateOf(other.now) - lateOf(one.now))
  return (
    <>
      <Typography.Title level={3} className="part">{t('simulation.requirements')}</Typography.Title>
      <Scroll label={t('simulation.requirements')}>
        <table className="figures-table">
          <thead>
            <tr>
              <th scope="col">{t('burden.requirement')}</th>
              {(['asked', 'onTime', 'late', 'never', 'daysLate'] as const).map((column) => <th key={column} scope="col" className="number">{t(`simulation.${column}`)}</th>)}
              <th scope="col"><span className="only-read">{t('simulation.share')}</span></th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.key}>
                <th scope="row">{link(row.key, row.title)}</th>
                {(['asked', 'onTime', 'late', 'never', 'daysLate'] as const).map((column) => (
                  <td key={column} className="number"><Value now={row.now?.[column]} before={before && row.before?.[column]} compared={before !== undefined} /></td>
                ))}
                <td className="share">{row.now && <Share of={row.now} />}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </>
  )
}

const lateOf = (requirement: Requirement | undefined) => (requirement === undefined || requirement.asked === 0 ? 0 : (requirement.late + requirement.never) / requirement.asked)

function Share({ of }: { of: Requirement }) {
  const width = (part: number) => `${of.asked === 0 ? 0 : (100 * part) / of.asked}%`
  return (
    <span className="split" aria-hidden>
      <span className="well" style={{ width: width(of.onTime) }} />
      <span className="late" style={{ width: width(of.late) }} />
      <span className="never" style={{ width: width(of.never) }} />
    </span>
  )
}

/** Which gates hold units up, and by what. */
function Gates({ definition, now, before, link }: PartProps<Gate> & { definition: Definition }) {
  const { t } = useTranslation('templates')
  const palette = usePalette().data
  const template = readTemplate(definition)
  if (now.length === 0 && !before?.length) return null

  return (
    <>
      <Typography.Title level={3} className="part">{t('simulation.gates')}</Typography.Title>
      <Scroll label={t('simulation.gates')}>
        <table className="figures-table">
          <thead>
            <tr>
              <th scope="col">{t('simulation.gate')}</th>
              {(['requests', 'passed', 'returned', 'late', 'stuck'] as const).map((column) => <th key={column} scope="col" className="number">{t(`simulation.gateColumns.${column}`)}</th>)}
              <th scope="col">{t('simulation.missing')}</th>
            </tr>
          </thead>
          <tbody>
            {pairs(now, before).map((row) => (
              <tr key={row.key}>
                <th scope="row">{link(row.key, row.title)}</th>
                {(['requests', 'passed', 'returned', 'late', 'stuck'] as const).map((column) => (
                  <td key={column} className="number"><Value now={row.now?.[column]} before={row.before?.[column]} compared={before !== undefined} /></td>
                ))}
                <td>{row.now?.missing.slice(0, 4).map((lack) => <span key={lack.metric} className="lack">{lackOf(lack)}</span>)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </>
  )

  function lackOf(lack: Gate['missing'][number]) {
    const type = template.byKey.get(lack.metric.slice(0, lack.metric.lastIndexOf('.')))?.activity.type
    return t('simulation.lack', { title: lack.title ?? lack.metric, metric: metricTitle(palette, type, lack.metric), count: lack.units })
  }
}

/** A figure, and what it was. */
function Value({ now, before, compared }: { now: number | null | undefined; before: number | null | undefined; compared: boolean }) {
  const { t } = useTranslation('templates')
  const shown = (value: number | null | undefined) => value ?? '—'
  if (!compared || (now ?? null) === (before ?? null)) return <>{shown(now)}</>
  return <><span className="before">{shown(before)}</span> <span aria-label={t('simulation.becomes')}>→</span> <strong>{shown(now)}</strong></>
}

function Weeks({ run }: { run: Simulation }) {
  const { t } = useTranslation('templates')
  const { hours, week: weekOf } = useFigures()
  return (
    <details className="more-figures">
      <summary>{t('simulation.weeksTable')}</summary>
      <Scroll label={t('simulation.weeksTable')}>
        <table className="figures-table">
          <thead>
            <tr>
              <th scope="col">{t('burden.week')}</th>
              {(['average', 'most', 'records'] as const).map((column) => <th key={column} scope="col" className="number">{t(`simulation.weekColumns.${column}`)}</th>)}
            </tr>
          </thead>
          <tbody>
            {run.weeks.map((week) => (
              <tr key={week.monday}>
                <th scope="row">{weekOf(week.monday)}</th>
                <td className="number">{hours(week.minutesPerUnit)}</td>
                <td className="number">{hours(week.busiestUnitMinutes)}</td>
                <td className="number">{week.records}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </details>
  )
}
