import { useInfiniteQuery } from '@tanstack/react-query'
import { Typography } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { api, take } from '../api/api'
import { useDays } from '../shell/days'
import { Due } from '../shell/Due'
import { More } from '../shell/More'
import { Answer, Nothing } from '../shell/states'
import { Title } from '../shell/Title'
import '../desk/desk.css'
import '../runs/runs.css'
import './opinions.css'

const firstPage = undefined as string | undefined

/** Where those begin who are asked what they think of units: what waits for them, and what they said. */
export function OpinionsPage() {
  const { t } = useTranslation('opinions')
  return (
    <>
      <Title text={t('title')} />
      <Waiting />
      <Given />
    </>
  )
}

function Waiting() {
  const { t } = useTranslation('opinions')
  const waiting = useInfiniteQuery({
    queryKey: ['opinions', 'waiting'],
    queryFn: ({ pageParam }) => take(api.GET('/api/v1/opinions/waiting', { params: { query: { after: pageParam, limit: 50 } } })),
    initialPageParam: firstPage,
    getNextPageParam: (page) => page.next ?? undefined,
  })
  return (
    <Answer of={waiting}>
      {({ pages }) => {
        const items = pages.flatMap((page) => page.items)
        if (items.length === 0) return <Nothing text={t('nothing')} />
        return (
          <section>
            <Typography.Title level={2} className="part">{t('waiting')}</Typography.Title>
            <ol className="tasks opinions">
              {items.map((item) => (
                <li key={item.runId + item.key} className={item.overdue ? 'late' : ''}>
                  <Link to={`/opinions/${item.runId}/${item.key}`}>
                    <span className="task-title">{item.unit}</span>
                    <span className="task-todo">{item.title} · {item.campaign}</span>
                    <span className="task-facts"><Due due={item.due} daysLeft={item.daysLeft} overdue={item.overdue} /></span>
                  </Link>
                </li>
              ))}
            </ol>
            <More of={waiting} />
          </section>
        )
      }}
    </Answer>
  )
}

function Given() {
  const { t } = useTranslation('opinions')
  const days = useDays()
  const given = useInfiniteQuery({
    queryKey: ['opinions', 'given'],
    queryFn: ({ pageParam }) => take(api.GET('/api/v1/opinions/given', { params: { query: { after: pageParam, limit: 10 } } })),
    initialPageParam: firstPage,
    getNextPageParam: (page) => page.next ?? undefined,
  })
  const items = given.data?.pages.flatMap((page) => page.items) ?? []
  if (items.length === 0) return null
  return (
    <section>
      <Typography.Title level={2} className="part">{t('given')}</Typography.Title>
      <ul className="opinions-given card">
        {items.map((item) => (
          <li key={item.id + item.runId}>
            <Link to={`/opinions/${item.runId}/${item.key}`}>{item.unit}</Link>
            <Typography.Text type="secondary">{item.campaign} · {t('givenOn', { day: days.full(item.on) })}</Typography.Text>
          </li>
        ))}
      </ul>
      <More of={given} />
    </section>
  )
}
