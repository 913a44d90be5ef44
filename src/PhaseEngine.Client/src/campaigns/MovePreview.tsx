import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { Schemas } from '../api/api'
import { Nothing } from '../shell/states'
import { useDays } from '../shell/days'

/** Who a moved deadline affects, and who it cannot. */
export function MovePreview({ seen }: { seen: Schemas['PreviewDeadlineView'] }) {
  const { t } = useTranslation('campaigns')
  const days = useDays()
  if (seen.units === 0) return <Nothing text={t('deadlines.nobody')} />

  return (
    <>
      <dl className="figures">
        <div><dt>{t('deadlines.moves')}</dt><dd>{seen.moves}</dd></div>
        <div><dt>{t('deadlines.earlier')}</dt><dd><span className={seen.earlier > 0 ? 'mark soon' : ''}>{seen.earlier}</span></dd></div>
        <div><dt>{t('deadlines.lateAtOnce')}</dt><dd><span className={seen.lateAtOnce > 0 ? 'mark bad' : ''}>{seen.lateAtOnce}</span></dd></div>
        <div><dt>{t('deadlines.stays')}</dt><dd>{seen.units - seen.moves}</dd></div>
      </dl>
      <Stays stays={seen.stays} />
      {seen.examples.length > 0 && (
        <details>
          <summary>{t('deadlines.examples')}</summary>
          <ul className="examples">
            {seen.examples.map((one) => (
              <li key={one.runId}>
                <Link to={`/runs/${one.runId}`}>{one.unit}</Link>
                <span className="quiet">{one.from === null ? t('deadlines.to', { to: days.full(one.to) }) : t('deadlines.fromTo', { from: days.full(one.from), to: days.full(one.to) })}</span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  )
}

/** Why it cannot move for some, by the code of the refusal; its page explains it. */
function Stays({ stays }: { stays: Record<string, number> }) {
  const { t } = useTranslation('campaigns')
  const entries = Object.entries(stays)
  if (entries.length === 0) return null
  return (
    <ul className="examples">
      {entries.map(([code, count]) => (
        <li key={code}><a href={`/problems/${code}`}>{t(`stays.${code as 'requirement-closed'}`, { defaultValue: code })}</a><span>{t('deadlines.unitsOf', { count })}</span></li>
      ))}
    </ul>
  )
}
