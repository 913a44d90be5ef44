import { Collapse, Steps, Typography } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link, useParams } from 'react-router'
import { TaskList } from '../desk/TaskList'
import '../desk/desk.css'
import { useDays } from '../shell/days'
import { Answer } from '../shell/states'
import { Title } from '../shell/Title'
import { PhasePart } from './PhasePart'
import { useRun, type Phase, type Run } from './useRun'
import './runs.css'

/** One unit in one campaign: where it stands, what comes next, and everything each phase asks for. */
export function RunPage() {
  const run = useRun(useParams().runId ?? '')
  return <Answer of={run}>{(found) => <RunView run={found} />}</Answer>
}

function RunView({ run }: { run: Run }) {
  const { t } = useTranslation()
  const phases = run.phases.filter((phase) => phase.status !== 'skipped')
  const open = phases.filter((phase) => phase.status === 'open')
  const next = run.next.filter((task) => task.waitingOn === null)

  return (
    <>
      <Title text={run.campaign.title} above={<Link to={`/units/${run.unit.id}`}>{run.unit.title}</Link>}>
        {run.status !== 'active' && <span className="mark soon">{t(`runs.status.${run.status}`)}</span>}
      </Title>
      {phases.length > 1 && <PhaseSteps phases={phases} />}
      {next.length > 0 && (
        <>
          <Typography.Title level={2} className="part">{t('desk.toDo', { count: next.length })}</Typography.Title>
          <TaskList tasks={next.slice(0, 5)} several={false} />
        </>
      )}
      <Typography.Title level={2} className="part">{t('runs.phases')}</Typography.Title>
      <Collapse
        defaultActiveKey={open.map((phase) => phase.key)}
        items={phases.map((phase) => ({
          key: phase.key,
          label: <PhaseLabel phase={phase} />,
          children: <PhasePart runId={run.id} phase={phase} />,
        }))}
      />
      {run.gates.length > 0 && <PhasePart runId={run.id} phase={{ requirements: [], gates: run.gates, guidance: null }} />}
    </>
  )
}

function PhaseLabel({ phase }: { phase: Phase }) {
  const { t } = useTranslation()
  const done = phase.requirements.filter((one) => one.doneOn !== null).length
  return (
    <span className="phase-label">
      <strong>{phase.title}</strong>
      <Typography.Text type="secondary">{t('runs.met', { done, all: phase.requirements.length })}</Typography.Text>
    </span>
  )
}

/** A picture of the way: what lies behind, where one is, what is ahead. */
function PhaseSteps({ phases }: { phases: readonly Phase[] }) {
  const { t } = useTranslation()
  const days = useDays()
  return (
    <Steps
      className="phase-steps"
      current={Math.max(0, phases.findIndex((phase) => phase.status === 'open'))}
      size="small"
      responsive
      items={phases.map((phase) => ({
        title: phase.title,
        status: phase.status === 'done' ? 'finish' : phase.status === 'open' ? (phase.overdue ? 'error' : 'process') : 'wait',
        content: phase.plannedEnd === null
          ? t('runs.from', { day: days.day(phase.enteredOn ?? phase.plannedStart) })
          : t('runs.span', { from: days.day(phase.enteredOn ?? phase.plannedStart), to: days.day(phase.doneOn ?? phase.plannedEnd) }),
      }))}
    />
  )
}
