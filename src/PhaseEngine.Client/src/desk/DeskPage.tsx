import { useQuery } from '@tanstack/react-query'
import { Typography } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link, useParams } from 'react-router'
import { api, take, type Schemas } from '../api/api'
import { Answer, Nothing } from '../shell/states'
import { Title } from '../shell/Title'
import { TaskList } from './TaskList'
import './desk.css'

/** A unit's desk: what is to be done next in all campaigns together, and what only waits for somebody else. */
export function DeskPage() {
  const unitId = useParams().unitId ?? ''
  const desk = useQuery({
    queryKey: ['desk', unitId],
    queryFn: () => take(api.GET('/api/v1/units/{unitId}/desk', { params: { path: { unitId } } })),
  })

  return <Answer of={desk}>{(found) => <Desk desk={found} />}</Answer>
}

function Desk({ desk }: { desk: Schemas['GetDeskView'] }) {
  const { t } = useTranslation()
  const mine = desk.tasks.filter((task) => task.waitingOn === null)
  const others = desk.tasks.filter((task) => task.waitingOn !== null)
  const several = desk.runs.length > 1

  return (
    <>
      <Title text={desk.unit} />
      <section className="runs" aria-label={t('desk.campaigns')}>
        {desk.runs.map((run) => (
          <Link key={run.id} to={`/runs/${run.id}`} className="run">
            <strong>{run.campaign}</strong>
            <Typography.Text type="secondary">{run.status === 'suspended' ? t('desk.suspended') : (run.phase ?? t('desk.betweenPhases'))}</Typography.Text>
          </Link>
        ))}
      </section>
      {desk.runs.length === 0 ? <Nothing text={t('desk.noRuns')} /> : (
        <>
          <Typography.Title level={2} className="part">{t('desk.toDo', { count: mine.length })}</Typography.Title>
          {mine.length === 0 ? <Nothing text={t('desk.nothing')} /> : <TaskList tasks={mine} several={several} />}
        </>
      )}
      {others.length > 0 && (
        <>
          <Typography.Title level={2} className="part">{t('desk.waiting', { count: others.length })}</Typography.Title>
          <TaskList tasks={others} several={several} />
        </>
      )}
    </>
  )
}
