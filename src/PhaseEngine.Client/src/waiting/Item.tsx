import { Checkbox, Typography } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useDays } from '../shell/days'
import type { Waiting } from './WaitingPage'

export const nameOf = (item: Waiting) => `${item.runId}.${item.key}.${item.row}`

/** Only gates with every condition met can be given together with others; the server looks at the rest. */
const isPlain = (item: Waiting) => item.isGate && (item.act === 'review' || item.act === 'approve') && item.conditionsMet === true

interface ItemProps {
  item: Waiting
  chosen: boolean
  choose: (wanted: boolean) => void
}

/** One thing that waits for the reader's word. */
export function Item({ item, chosen, choose }: ItemProps) {
  const { t } = useTranslation('waiting')
  const words = useTranslation().t
  const days = useDays()
  return (
    <li className={`${isPlain(item) ? 'waits' : ''} ${item.late ? 'late' : ''}`}>
      {isPlain(item) && <Checkbox className="waits-choice" checked={chosen} aria-label={t('many.choose', { unit: item.unit })} onChange={(event) => choose(event.target.checked)} />}
      <Link to={`/waiting/${item.runId}/${item.key}`}>
        <span className="task-title">{item.unit}</span>
        <span className="task-todo">{t(`act.${item.act}`, { title: item.title })} · {item.campaign}</span>
        <span className="task-facts">
          <span className="due">
            {item.answerBy !== null && words(item.late ? 'approvals.late' : 'approvals.answerBy', { day: days.day(item.answerBy) })}
            {item.conditionsMet !== null && <span className={`mark ${item.conditionsMet ? 'good' : 'soon'}`}>{item.conditionsMet ? words('gates.met') : t('notAllMet')}</span>}
          </span>
          <Typography.Text type="secondary">{words('approvals.since', { day: days.day(item.since) })}</Typography.Text>
        </span>
      </Link>
    </li>
  )
}
