import { Typography } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Schemas } from '../api/api'
import { useDays } from '../shell/days'
import type { Filter } from './Units'

interface FunnelProps {
  holdups: Schemas['GetHoldupsView']
  narrow: (filter: Filter) => void
}

const parts = ['done', 'in', 'waiting'] as const

/** How many units are through each phase, in it, and still before it. */
export function Funnel({ holdups, narrow }: FunnelProps) {
  const { t } = useTranslation('campaigns')
  const days = useDays()
  const phases = holdups.phases.filter((phase) => phase.done + phase.in + phase.waiting > 0)

  return (
    <section className="card">
      <Typography.Title level={2} className="part">{t('funnel.title')}</Typography.Title>
      <ol className="funnel">
        {phases.map((phase) => {
          const asked = phase.done + phase.in + phase.waiting
          return (
            <li key={phase.key}>
              <span className="phase">{phase.title}</span>
              <span className="track" aria-hidden>
                {parts.map((part) => <span key={part} className={part} style={{ width: `${(100 * phase[part]) / asked}%` }} />)}
              </span>
              <span className="words">
                {phase.done > 0 && <span>{t('funnel.done', { count: phase.done })}</span>}
                {phase.in > 0 && <button type="button" className="plain" onClick={() => narrow({ phase: phase.key })}>{t('funnel.in', { count: phase.in })}</button>}
                {phase.waiting > 0 && <span>{t('funnel.waiting', { count: phase.waiting })}</span>}
                {phase.skipped > 0 && <span>{t('funnel.skipped', { count: phase.skipped })}</span>}
              </span>
            </li>
          )
        })}
      </ol>
      <p className="quiet counted">{t('counted', { at: days.moment(holdups.countedAt) })}</p>
    </section>
  )
}
