import { useQuery } from '@tanstack/react-query'
import { Alert, Typography } from 'antd'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate, useParams } from 'react-router'
import { api, take, type Schemas } from '../api/api'
import { Approvals } from '../runs/Approvals'
import { Basis } from '../runs/Basis'
import { History } from '../runs/History'
import { Metrics } from '../runs/Metrics'
import { Records } from '../runs/Records'
import { RequirementCard } from '../runs/RequirementCard'
import '../runs/runs.css'
import { SinceReturn } from '../runs/SinceReturn'
import { find, useRun, type Gate, type Run } from '../runs/useRun'
import { useDays } from '../shell/days'
import { Lost } from '../shell/Lost'
import { Answer } from '../shell/states'
import { Title } from '../shell/Title'
import { Next } from './Next'
import { ReportLines } from './ReportLines'
import './waiting.css'

/** What one unit laid before the reader: the report and what stands behind it side by side, and the reader's word. */
export function ReviewPage() {
  const { runId = '', key = '' } = useParams()
  return <Answer of={useRun(runId)}>{(run) => <Review key={`${runId}.${key}`} run={run} activity={key} />}</Answer>
}

function Review({ run, activity }: { run: Run; activity: string }) {
  const { t } = useTranslation('waiting')
  const navigate = useNavigate()
  const found = find(run, activity)
  if (found === undefined) return <Lost />

  const { title } = found.requirement ?? found.gate
  return (
    <>
      <Title text={`${run.unit.title} · ${title}`} above={<><Link to="/waiting">{t('review.back')}</Link> · <Link to={`/runs/${run.id}`}>{t('review.whole')}</Link></>}>
        <Next after={{ runId: run.id, key: activity }} go={(next) => void navigate(`/waiting/${next.runId}/${next.key}`)} />
      </Title>
      {found.gate ? <GateReview run={run} gate={found.gate} /> : <RequirementCard run={run} requirement={found.requirement} />}
    </>
  )
}

function GateReview({ run, gate }: { run: Run; gate: Gate }) {
  const { t } = useTranslation('waiting')
  const words = useTranslation().t
  const days = useDays()
  const [shown, setShown] = useState<string>()
  // As it stood when the gate was asked for; that somebody opened it is kept.
  const report = useQuery({
    queryKey: ['runs', run.id, 'report', gate.key, gate.asking],
    queryFn: () => take(api.GET('/api/v1/runs/{runId}/gates/{gate}/report', { params: { path: { runId: run.id, gate: gate.key } } })),
  })

  // On a phone the records stand below everything else: whoever asks for them is taken there.
  const behind = useRef<HTMLDivElement>(null)
  const show = (key: string) => {
    setShown(key)
    if ((behind.current?.getBoundingClientRect().top ?? 0) > window.innerHeight / 2) behind.current?.scrollIntoView({ behavior: 'smooth' })
  }

  return (
    <div className="review">
      <div>
        <section className="card">
          <Typography.Title level={2} className="part">{t('review.report')}</Typography.Title>
          <p><span className={`mark ${gate.status === 'passed' ? 'good' : gate.status === 'returned' ? 'bad' : ''}`}>{words(`status.${gate.status as 'passed'}`)}</span></p>
          <Answer of={report}>
            {(found) => (
              <>
                <Alert
                  type={found.conditionsMet ? 'success' : 'warning'}
                  showIcon
                  title={found.conditionsMet ? words('gates.met') : words('gates.missing', { count: found.missing })}
                  description={found.frozen ? words('gates.asAsked', { day: days.day(found.on) }) : undefined}
                />
                <ReportLines report={found} shown={shown} show={show} />
              </>
            )}
          </Answer>
          {(gate.asking > 1 || gate.status === 'returned') && <SinceReturn runId={run.id} gate={gate.key} />}
          <Basis basis={gate.basis} />
          <History runId={run.id} activity={gate.key} />
        </section>
        <section className="card">
          <Typography.Title level={2} className="part">{words('approvals.title')}</Typography.Title>
          <Approvals run={run} activity={gate} isGate />
        </section>
      </div>
      <div ref={behind} className="review-behind"><Behind run={run} shown={shown ?? firstKeyOf(report.data)} /></div>
    </div>
  )
}

/** The records of the requirement a condition is about. */
function Behind({ run, shown }: { run: Run; shown: string | undefined }) {
  const { t } = useTranslation('waiting')
  const requirement = shown === undefined ? undefined : find(run, shown)?.requirement
  if (requirement === undefined) return <section className="card"><p>{t('review.choose')}</p></section>

  return (
    <div aria-live="polite">
      <section className="card">
        <Typography.Title level={2} className="part">{t('review.evidence')} · <Link to={`/runs/${run.id}/${requirement.key}`}>{requirement.title}</Link></Typography.Title>
        <Metrics metrics={requirement.metrics} />
      </section>
      <Records run={run} requirement={requirement} />
    </div>
  )
}

const firstKeyOf = (report: Schemas['GateReportView'] | undefined) =>
  (report?.lines.find((line) => line.verdict === 'notMet' && line.key !== null) ?? report?.lines.find((line) => line.key !== null))?.key ?? undefined
