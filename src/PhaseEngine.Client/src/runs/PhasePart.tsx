import { CheckCircleFilled, ClockCircleOutlined, HourglassOutlined, MinusCircleOutlined, RightOutlined } from '@ant-design/icons'
import { Typography } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { Due } from '../shell/Due'
import { Metrics } from './Metrics'
import type { Gate, Phase, Requirement } from './useRun'

/** What a phase asks for, and the gates at its end. */
export function PhasePart({ runId, phase }: { runId: string; phase: Pick<Phase, 'requirements' | 'gates' | 'guidance'> }) {
  return (
    <>
      {phase.guidance !== null && <Typography.Paragraph type="secondary">{phase.guidance}</Typography.Paragraph>}
      <ul className="lines">
        {phase.requirements.map((one) => (
          <Line key={one.key} to={`/runs/${runId}/${one.key}`} status={one.status} title={one.title}>
            {one.status === 'open' || one.status === 'reopened' ? <Due due={one.due} daysLeft={one.daysLeft} overdue={one.overdue} /> : <StatusOf of={one} />}
            <Metrics metrics={one.metrics} few />
          </Line>
        ))}
        {phase.gates.map((gate) => (
          <Line key={gate.key} to={`/runs/${runId}/${gate.key}`} status={gate.status} title={gate.title} gate>
            <GateFacts gate={gate} />
          </Line>
        ))}
      </ul>
    </>
  )
}

interface LineProps {
  to: string
  status: string
  title: string
  gate?: boolean
  children: ReactNode
}

function Line({ to, status, title, gate = false, children }: LineProps) {
  return (
    <li className={gate ? 'gate' : ''}>
      <Link to={to}>
        <span aria-hidden>{icons[status] ?? icons['waiting']}</span>
        <span className="line-title">{title}</span>
        <span className="line-facts">{children}</span>
        <RightOutlined aria-hidden className="line-more" />
      </Link>
    </li>
  )
}

const icons: Record<string, ReactNode> = {
  waiting: <MinusCircleOutlined className="icon-quiet" />,
  notAsked: <MinusCircleOutlined className="icon-quiet" />,
  waived: <MinusCircleOutlined className="icon-quiet" />,
  open: <ClockCircleOutlined className="icon-open" />,
  reopened: <ClockCircleOutlined className="icon-open" />,
  closed: <ClockCircleOutlined className="icon-open" />,
  returned: <ClockCircleOutlined className="icon-open" />,
  asked: <HourglassOutlined className="icon-open" />,
  done: <CheckCircleFilled className="icon-done" />,
  passed: <CheckCircleFilled className="icon-done" />,
}

function StatusOf({ of }: { of: Pick<Requirement, 'status'> }) {
  const { t } = useTranslation()
  return <Typography.Text type="secondary">{t(`status.${of.status as 'done'}`)}</Typography.Text>
}

function GateFacts({ gate }: { gate: Gate }) {
  const { t } = useTranslation()
  if (gate.waitingOn !== null) return <Typography.Text type="secondary">{t('gates.waitingOn', { who: gate.waitingOn.title })}</Typography.Text>
  if (gate.open && gate.report !== null) {
    return (
      <>
        <Due due={gate.due} daysLeft={gate.daysLeft} overdue={gate.overdue} />
        <Typography.Text type={gate.report.conditionsMet ? 'success' : 'secondary'}>
          {gate.report.conditionsMet ? t('gates.met') : t('gates.missing', { count: gate.report.missing })}
        </Typography.Text>
      </>
    )
  }

  return <StatusOf of={gate} />
}
