import { useMutation } from '@tanstack/react-query'
import { Alert, App, Button, Popconfirm, Typography } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { api, take, type Schemas } from '../api/api'
import { queries } from '../api/queries'
import { useDays } from '../shell/days'
import { Due } from '../shell/Due'
import { Download } from '../shell/Download'
import { Failed } from '../shell/states'
import { Approvals } from './Approvals'
import { Basis } from './Basis'
import { Extension } from './Extension'
import { History } from './History'
import { speaksFor } from './roles'
import { SinceReturn } from './SinceReturn'
import type { Gate, Run } from './useRun'
import { verdicts } from './verdicts'

/** A gate: what is still missing and who has to do it, whose word it waits for, and asking for it. */
export function GateCard({ run, gate }: { run: Run; gate: Gate }) {
  const { t } = useTranslation()
  return (
    <>
      <section className="card">
        <p className="facts">
          <span className={`mark ${gate.status === 'passed' ? 'good' : gate.status === 'returned' ? 'bad' : ''}`}>{t(`status.${gate.status as 'passed'}`)}</span>
          {gate.open && <Due due={gate.due} daysLeft={gate.daysLeft} overdue={gate.overdue} />}
        </p>
        {gate.guidance !== null && <Typography.Paragraph type="secondary">{gate.guidance}</Typography.Paragraph>}
        {gate.report === null ? <p>{t(gate.status === 'returned' ? 'gates.rework' : 'gates.notYet')}</p> : <Report run={run} report={gate.report} mayAsk={gate.open && gate.status !== 'asked'} />}
        {gate.flagged.length > 0 && <Alert type="warning" showIcon title={t('gates.flagged', { count: gate.flagged.length })} />}
        {gate.status === 'returned' && <SinceReturn runId={run.id} gate={gate.key} />}
        <Ask run={run} gate={gate} />
        <div className="card-foot">
          {(gate.open || gate.status === 'returned') && <Download address={`/api/v1/runs/${run.id}/gates/${gate.key}/request-draft`} text={t('gates.draft')} />}
          <Basis basis={gate.basis} />
          {gate.open && <Extension run={run} activity={gate} />}
          <History runId={run.id} activity={gate.key} />
        </div>
      </section>
      {gate.approvals.length > 0 && (
        <section className="card">
          <Typography.Title level={2} className="part">{t('approvals.title')}</Typography.Title>
          <Approvals run={run} activity={gate} isGate />
        </section>
      )}
    </>
  )
}

function Report({ run, report, mayAsk }: { run: Run; report: Schemas['GateReportView']; mayAsk: boolean }) {
  const { t } = useTranslation()
  const days = useDays()
  const missingFirst = [...report.lines].sort((a, b) => Number(isMet(a)) - Number(isMet(b)))
  return (
    <>
      <Alert
        type={report.conditionsMet ? 'success' : 'warning'}
        showIcon
        title={report.conditionsMet ? t(report.frozen || !mayAsk ? 'gates.met' : 'gates.allMet') : t('gates.missing', { count: report.missing })}
        description={report.frozen ? t('gates.asAsked', { day: days.day(report.on) }) : undefined}
      />
      <ul className="report">
        {missingFirst.map((line) => (
          <li key={`${line.sentence}${line.key}`}>
            <span title={t(`verdict.${line.verdict}`)}>{verdicts[line.verdict]}</span>
            <span>{line.key === null ? line.sentence : <Link to={`/runs/${run.id}/${line.key}`}>{line.sentence}</Link>}</span>
            <span>{line.done !== null && line.of !== null ? `${line.done} / ${line.of}` : ''}</span>
          </li>
        ))}
      </ul>
    </>
  )
}

const isMet = (line: Schemas['GateReportViewLine']) => line.verdict === 'met' || line.verdict === 'notApplicable'

/** Asking for the gate, or taking the asking back while nobody has answered. */
function Ask({ run, gate }: { run: Run; gate: Gate }) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const path = { runId: run.id, gate: gate.key }
  const done = (text: string) => async () => {
    message.success(text)
    await queries.invalidateQueries()
  }
  const ask = useMutation({
    mutationFn: () => take(api.POST('/api/v1/runs/{runId}/gates/{gate}/request', { params: { path }, body: { despite: false } })),
    onSuccess: done(t('gates.asked')),
  })
  const withdraw = useMutation({
    mutationFn: () => take(api.DELETE('/api/v1/runs/{runId}/gates/{gate}/request', { params: { path } })),
    onSuccess: done(t('gates.withdrawn')),
  })

  if (!speaksFor(run) || !gate.open || gate.report === null || gate.approvals.length === 0) return null
  return (
    <div className="ask">
      {(ask.error ?? withdraw.error) && <Failed error={(ask.error ?? withdraw.error) as Error} />}
      {gate.status === 'asked'
        ? (
            <Popconfirm title={t('gates.withdrawSure')} description={t('gates.withdrawMeans')} okText={t('gates.withdraw')} onConfirm={() => withdraw.mutate()}>
              <Button loading={withdraw.isPending}>{t('gates.withdraw')}</Button>
            </Popconfirm>
          )
        : (
            <Popconfirm title={t('gates.confirm')} description={t('gates.frozen')} onConfirm={() => ask.mutate()} disabled={!gate.report.conditionsMet}>
              <Button type="primary" disabled={!gate.report.conditionsMet} loading={ask.isPending}>{t('gates.ask')}</Button>
            </Popconfirm>
          )}
    </div>
  )
}
