import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Schemas } from '../api/api'
import { useDays } from '../shell/days'
import { DayInput, useDayOff } from './DayInput'

interface PhaseCalendarProps {
  phases: Schemas['PhaseDates'][]
  byHand?: Record<string, string>
  /** Sets a phase's planned start; null lets it follow the phase before again. Without it the dates are only shown. */
  move?: (key: string, day: string | null) => void
}

/** The dates a batch's calendar makes of the template's, as figures and as bars on one line of time. */
export function PhaseCalendar({ phases, byHand = {}, move }: PhaseCalendarProps) {
  const { t } = useTranslation('office')
  const span = spanOf(phases)

  return (
    <table className="dates">
      <thead>
        <tr>
          <th scope="col">{t('dates.phase')}</th>
          <th scope="col">{t('dates.start')}</th>
          <th scope="col">{t('dates.end')}</th>
          <th scope="col" aria-hidden className="timeline" />
        </tr>
      </thead>
      <tbody>
        {phases.map((phase, at) => (
          <tr key={phase.key}>
            <th scope="row">{phase.title}</th>
            <td>
              {move !== undefined && at > 0
                ? <DayInput value={phase.start} onChange={(day) => move(phase.key, day)} label={t('dates.startOf', { phase: phase.title })} />
                : <Day day={phase.start} />}
              {move !== undefined && phase.key in byHand && <Button type="link" size="small" onClick={() => move(phase.key, null)}>{t('dates.follow')}</Button>}
            </td>
            <td>
              {phase.end === null ? t('dates.open') : <Day day={phase.end} />}
              {phase.indicative && <span className="mark">{t('dates.indicative')}</span>}
            </td>
            <td className="timeline" aria-hidden><span style={barOf(phase, span)} /></td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Day({ day }: { day: string }) {
  const days = useDays()
  const off = useDayOff(day)
  return <span className="day">{days.full(day)} {off && <span className="mark soon">{off}</span>}</span>
}

interface Span {
  from: number
  to: number
}

function spanOf(phases: Schemas['PhaseDates'][]): Span {
  const ends = phases.map((phase) => Date.parse(phase.end ?? phase.start))
  return { from: Math.min(...phases.map((phase) => Date.parse(phase.start))), to: Math.max(...ends) }
}

/** Where a phase lies between the first day and the last; what has no end runs on. */
function barOf(phase: Schemas['PhaseDates'], { from, to }: Span) {
  const whole = Math.max(to - from, 1)
  const left = (100 * (Date.parse(phase.start) - from)) / whole
  const width = phase.end === null ? 100 - left : (100 * (Date.parse(phase.end) - Date.parse(phase.start))) / whole
  return { marginLeft: `${Math.min(left, 98)}%`, width: `${Math.max(width, 2)}%` }
}
