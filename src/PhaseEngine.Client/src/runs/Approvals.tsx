import { Steps } from 'antd'
import { useTranslation } from 'react-i18next'
import { useDays } from '../shell/days'
import { Decision } from './Decision'
import type { Gate, Requirement, Run } from './useRun'

interface ApprovalsProps {
  run: Run
  activity: Requirement | Gate
  isGate: boolean
}

/** Whose word is given, whose is awaited since when, and whose comes after; and the reader's own, when it is awaited. */
export function Approvals({ run, activity, isGate }: ApprovalsProps) {
  const { t } = useTranslation()
  const days = useDays()
  if (activity.approvals.length === 0) return null

  const mine = activity.approvals.find((row) => row.mine && row.standing === 'awaited')
  return (
    <>
      <Steps
        size="small"
        orientation="vertical"
        className="approvals"
        items={activity.approvals.map((row) => ({
          title: row.title,
          status: row.standing === 'given' ? 'finish' : row.standing === 'ahead' ? 'wait' : row.late ? 'error' : 'process',
          content: [
            [row.who.title, ...row.who.names].join(' · '),
            row.since === null ? '' : t('approvals.since', { day: days.day(row.since) }),
            row.answerBy === null ? '' : t(row.late ? 'approvals.late' : 'approvals.answerBy', { day: days.day(row.answerBy) }),
          ].filter((part) => part !== '').join('；'),
        }))}
      />
      {mine && <Decision run={run} activity={activity} row={mine} isGate={isGate} />}
    </>
  )
}
