import { useTranslation } from 'react-i18next'
import { useDays } from './days'

interface DueProps {
  due: string | null
  daysLeft: number | null
  overdue: boolean
}

const soon = 3

/** By when, and how much time that leaves; the words tell it, the colour only helps. */
export function Due({ due, daysLeft, overdue }: DueProps) {
  const { t } = useTranslation()
  const days = useDays()
  if (due === null) return null

  return (
    <span className="due">
      {days.day(due)}
      {daysLeft !== null && <span className={`mark ${overdue ? 'bad' : daysLeft <= soon ? 'soon' : ''}`}>{left()}</span>}
    </span>
  )

  function left() {
    if (daysLeft === null) return ''
    if (daysLeft === 0) return t('due.today')
    return daysLeft > 0 ? t('due.left', { count: daysLeft }) : t('due.past', { count: -daysLeft })
  }
}
