import { useQuery } from '@tanstack/react-query'
import { Skeleton } from 'antd'
import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useParams, useSearchParams } from 'react-router'
import type { Schemas } from '../api/api'
import { Answer, Nothing } from '../shell/states'
import { Title } from '../shell/Title'
import { deskOf } from './deskOf'
import { GateOnDesk } from './GateOnDesk'
import { TaskList } from './TaskList'
import './desk.css'

const Calendar = lazy(async () => ({ default: (await import('./Calendar')).Calendar }))

type Task = Schemas['TaskView']

/** A unit's desk: what is to be done next in all campaigns together, and what only waits for somebody else. */
export function DeskPage() {
  const unitId = useParams().unitId ?? ''
  return <Answer of={useQuery(deskOf(unitId))}>{(found) => <Desk desk={found} />}</Answer>
}

function Desk({ desk }: { desk: Schemas['GetDeskView'] }) {
  const { t } = useTranslation()
  const show = useSearchParams()[0].get('show') === 'calendar' ? 'calendar' : 'tasks'
  if (desk.runs.length === 0) return <><Title text={desk.unit} /><Nothing text={t('desk.noRuns')} /></>

  return (
    <>
      <Title text={desk.unit}>
        <nav className="views" aria-label={t('desk.views')}>
          <Link to="." replace aria-current={show === 'tasks' ? 'page' : undefined}>{t('desk.tasks')}</Link>
          <Link to="?show=calendar" replace aria-current={show === 'calendar' ? 'page' : undefined}>{t('desk.calendar')}</Link>
        </nav>
      </Title>
      <section className="runs" aria-label={t('desk.campaigns')}>
        {desk.runs.map((run) => (
          <Link key={run.id} to={`/runs/${run.id}`} className="run">
            <strong>{run.campaign}</strong>
            <span className="quiet">{run.status === 'suspended' ? t('desk.suspended') : (run.phase ?? t('desk.betweenPhases'))}</span>
          </Link>
        ))}
      </section>
      {show === 'calendar'
        ? <Suspense fallback={<Skeleton active />}><Calendar unitId={desk.unitId} several={desk.runs.length > 1} /></Suspense>
        : <Tasks desk={desk} />}
    </>
  )
}

const thisWeek = 7

function Tasks({ desk }: { desk: Schemas['GetDeskView'] }) {
  const { t } = useTranslation()
  const several = desk.runs.length > 1
  // Gates have cards of their own, with what they still lack: above what is later, and where the unit has to act on them at once, above all.
  const tasks = desk.tasks.filter((task) => task.kind !== 'Gate')
  const mine = tasks.filter((task) => task.waitingOn === null)
  const others = tasks.filter((task) => task.waitingOn !== null)
  const gates = desk.runs.flatMap((run) => run.gates.map((gate) => ({ run, gate })))
  const pressing = gates.filter(({ gate }) => gate.waitingOn === null && (gate.status === 'returned' || gate.report?.conditionsMet === true))
  const cards = (of: typeof gates) => of.map(({ run, gate }) => <GateOnDesk key={run.id + gate.key} runId={run.id} gate={gate} campaign={several ? run.campaign : undefined} />)
  const group = (title: string, of: Task[]) => of.length > 0 && (
    <section>
      <h2 className="part">{title} <span className="mark">{of.length}</span></h2>
      <TaskList tasks={of} several={several} />
    </section>
  )

  return (
    <>
      {cards(pressing)}
      {mine.length === 0 && <Nothing text={t('desk.nothing')} />}
      {group(t('desk.late'), mine.filter((task) => task.overdue))}
      {group(t('desk.soon'), mine.filter((task) => !task.overdue && task.daysLeft !== null && task.daysLeft <= thisWeek))}
      {cards(gates.filter((one) => !pressing.includes(one)))}
      {group(t('desk.later'), mine.filter((task) => !task.overdue && (task.daysLeft === null || task.daysLeft > thisWeek)))}
      {others.length > 0 && (
        <section>
          <h2 className="part">{t('desk.waiting', { count: others.length })}</h2>
          <TaskList tasks={others} several={several} />
        </section>
      )}
    </>
  )
}
