import { RightOutlined } from '@ant-design/icons'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { Schemas } from '../api/api'
import { Due } from '../shell/Due'

interface GateOnDeskProps {
  runId: string
  gate: Schemas['GateView']
  campaign: string | undefined
}

/** The gate one works towards: what it still lacks, each with the way to it. */
export function GateOnDesk({ runId, gate, campaign }: GateOnDeskProps) {
  const { t } = useTranslation()
  const missing = gate.waitingOn === null ? (gate.report?.lines.filter((line) => line.verdict === 'notMet' || line.verdict === 'unknown') ?? []) : []
  const ready = gate.waitingOn === null && gate.report?.conditionsMet === true

  return (
    <section className={`gate-card ${gate.status === 'returned' ? 'returned' : ready ? 'ready' : ''}`} aria-label={gate.title}>
      <div className="gate-head">
        <Link to={`/runs/${runId}/${gate.key}`} className="gate-title">{gate.title}</Link>
        <Due due={gate.due} daysLeft={gate.daysLeft} overdue={gate.overdue} />
      </div>
      {campaign && <span className="quiet">{campaign}</span>}
      <p className="gate-standing">
        {gate.status === 'returned' && <span className="mark bad">{t('status.returned')}</span>}
        {gate.waitingOn !== null ? t('gates.waitingOn', { who: gate.waitingOn.title }) : ready ? t('gates.allMet') : gate.report === null ? t('gates.rework') : t('gates.stillMissing', { count: missing.length })}
      </p>
      {missing.length > 0 && (
        <ul className="missing">
          {missing.map((line) => (
            <li key={`${line.sentence}${line.key}`}>{line.key === null ? line.sentence : <Link to={`/runs/${runId}/${line.key}`}>{line.sentence}</Link>}</li>
          ))}
        </ul>
      )}
      <Link to={`/runs/${runId}/${gate.key}`} className="gate-go">
        {t(ready ? 'gates.goAsk' : gate.status === 'returned' ? 'gates.goWhy' : 'gates.go')} <RightOutlined aria-hidden />
      </Link>
    </section>
  )
}
