import { Alert } from 'antd'
import { useTranslation } from 'react-i18next'
import { useDays } from '../shell/days'
import { useHistory } from './History'

/** Why a gate was returned, by when it is to be made good, and what has changed since. */
export function SinceReturn({ runId, gate }: { runId: string; gate: string }) {
  const { t } = useTranslation('runs')
  const days = useDays()
  const returned = useHistory(runId, gate).data?.sinceReturn
  if (!returned) return null

  return (
    <section className="since">
      <Alert
        type="error"
        showIcon
        title={t(returned.due === null ? 'returned.title' : 'returned.titleDue', { day: days.day(returned.on), due: returned.due === null ? '' : days.day(returned.due) })}
        description={<span className="as-written">{returned.reason}</span>}
      />
      <h3>{t('returned.since')}</h3>
      {returned.changes.length === 0 ? <p>{t('returned.nothing')}</p> : (
        <ul className="changes">
          {returned.changes.map((change) => (
            <li key={change.now}>
              <del>{change.before}</del>
              <ins>{change.now}</ins>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
