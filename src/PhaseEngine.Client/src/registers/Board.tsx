import { useTranslation } from 'react-i18next'
import { Typography } from 'antd'
import { useDays } from '../shell/days'
import type { ItemView } from './Register'

interface BoardProps {
  items: readonly ItemView[]
  show: 'unsettled' | 'settled'
  open: (id: string) => void
}

const columns = {
  unsettled: ['concentrate', 'explain', 'redo'],
  settled: ['keep', 'explain'],
} as const

/** A column for each class; on a narrow page one below the other. */
export function Board({ items, show, open }: BoardProps) {
  const { t } = useTranslation('registers')
  const classes = columns[show].filter((name) => name !== 'redo' || items.some((item) => columnOf(item) === 'redo'))
  return (
    <div className="columns">
      {classes.map((name) => {
        const own = [...items.filter((item) => columnOf(item) === name)].sort((a, b) => Number(b.overdue) - Number(a.overdue))
        return (
          <section key={name} className="column" aria-label={t(`class.${name}`)}>
            <h3>{t(`class.${name}`)}<span className="mark">{own.length}</span></h3>
            <Typography.Text type="secondary">{t(`classHint.${show}.${name}` as 'classHint.unsettled.concentrate')}</Typography.Text>
            {own.map((item) => <Card key={item.id} item={item} open={open} />)}
          </section>
        )
      })}
    </div>
  )
}

/** What was not sorted is worked on like the rest. */
const columnOf = (item: ItemView) => (item.class === 'unsorted' ? 'concentrate' : item.class)

function Card({ item, open }: { item: ItemView; open: (id: string) => void }) {
  const { t } = useTranslation('registers')
  const days = useDays()
  return (
    <button type="button" className={`item ${item.overdue ? 'late' : ''}`} onClick={() => open(item.id)}>
      <span className="item-problem">{item.problem}</span>
      <span className="item-facts">
        {item.priority === 'main' && <span className="mark soon">{t('main')}</span>}
        {item.state === 'relapsed' && <span className="mark bad">{t('state.relapsed')}</span>}
        {item.overdue && <span className="mark bad">{t('overdue')}</span>}
        <span>{[item.responsible, item.deadline === null ? null : t('by', { day: days.day(item.deadline) })].filter((part) => part !== null).join(' · ')}</span>
      </span>
    </button>
  )
}
