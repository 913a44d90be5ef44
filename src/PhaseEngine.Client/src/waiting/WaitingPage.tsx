import { useInfiniteQuery } from '@tanstack/react-query'
import { Segmented, Typography } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { api, take, type Schemas } from '../api/api'
import { useDays } from '../shell/days'
import { More } from '../shell/More'
import { Answer, Nothing } from '../shell/states'
import { Title } from '../shell/Title'
import '../desk/desk.css'

/** What waits for the superior's word; what has to be answered first stands first (S.52). */
export function WaitingPage() {
  const { t } = useTranslation()
  const [all, setAll] = useState(false)
  const waiting = useInfiniteQuery({
    queryKey: ['waiting', all],
    queryFn: ({ pageParam }) => take(api.GET('/api/v1/gates/waiting', { params: { query: { all, after: pageParam, limit: 50 } } })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  })

  return (
    <>
      <Title text={t('waiting.title')}>
        <Segmented
          options={[{ value: false, label: t('waiting.mine') }, { value: true, label: t('waiting.all') }]}
          value={all}
          onChange={setAll}
        />
      </Title>
      <Answer of={waiting}>
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items)
          if (items.length === 0) return <Nothing text={t('waiting.nothing')} />
          return (
            <>
              <ol className="tasks">{items.map((item) => <Item key={`${item.runId}.${item.key}.${item.row}`} item={item} />)}</ol>
              <More of={waiting} />
            </>
          )
        }}
      </Answer>
    </>
  )
}

function Item({ item }: { item: Schemas['ListWaitingView'] }) {
  const { t } = useTranslation()
  const days = useDays()
  return (
    <li className={item.late ? 'late' : ''}>
      <Link to={`/runs/${item.runId}/${item.key}`}>
        <span className="task-title">{item.unit}</span>
        <span className="task-todo">{t(`waiting.act.${item.act}`, { title: item.title })} · {item.campaign}</span>
        <span className="task-facts">
          <span className="due">
            {item.answerBy === null ? t('approvals.since', { day: days.day(item.since) }) : t(item.late ? 'approvals.late' : 'approvals.answerBy', { day: days.day(item.answerBy) })}
            {item.conditionsMet !== null && <span className={`mark ${item.conditionsMet ? 'good' : 'soon'}`}>{t(item.conditionsMet ? 'gates.met' : 'waiting.notAllMet')}</span>}
          </span>
          <Typography.Text type="secondary">{t('approvals.since', { day: days.day(item.since) })}</Typography.Text>
        </span>
      </Link>
    </li>
  )
}
