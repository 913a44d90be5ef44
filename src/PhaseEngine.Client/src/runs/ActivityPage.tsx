import { Link, Navigate, useParams } from 'react-router'
import { Answer } from '../shell/states'
import { Lost } from '../shell/Lost'
import { Title } from '../shell/Title'
import { GateCard } from './GateCard'
import { RequirementCard } from './RequirementCard'
import { find, useRun, type Run } from './useRun'
import './runs.css'

/** One requirement or gate of a unit's run. */
export function ActivityPage() {
  const { runId = '', key = '' } = useParams()
  return <Answer of={useRun(runId)}>{(run) => <Activity run={run} activity={key} />}</Answer>
}

function Activity({ run, activity }: { run: Run; activity: string }) {
  const found = find(run, activity)
  // Messages may be about a phase, which has no page of its own.
  if (found === undefined) return run.phases.some((phase) => phase.key === activity) ? <Navigate to={`/runs/${run.id}`} replace /> : <Lost />

  const { title } = found.requirement ?? found.gate
  return (
    <>
      <Title text={title} above={<Link to={`/runs/${run.id}`}>{run.unit.title} · {run.campaign.title}</Link>} />
      {found.gate ? <GateCard run={run} gate={found.gate} /> : <RequirementCard run={run} requirement={found.requirement} />}
    </>
  )
}
