import { useInfiniteQuery, useMutation } from '@tanstack/react-query'
import { Button, Typography } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { api, take, type Schemas } from '../api/api'
import { queries } from '../api/queries'
import { useDays } from '../shell/days'
import { More } from '../shell/More'
import { Answer, Failed, Nothing } from '../shell/states'
import { Title } from '../shell/Title'
import { useMe } from '../shell/useMe'
import './inbox.css'

/** What the product has to tell the reader, the newest first. */
export function InboxPage() {
  const { t } = useTranslation()
  const days = useDays()
  const inbox = useInfiniteQuery({
    queryKey: ['inbox', 'messages'],
    queryFn: ({ pageParam }) => take(api.GET('/api/v1/me/inbox', { params: { query: { after: pageParam, limit: 30 } } })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  })
  const read = useMutation({
    mutationFn: (ids: string[]) => take(api.POST('/api/v1/me/inbox/read', { body: { messages: ids } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['inbox'] }),
  })

  return (
    <Answer of={inbox}>
      {({ pages }) => {
        const messages = pages.flatMap((page) => page.items)
        const unread = messages.filter((message) => !message.read).map((message) => message.id)
        return (
          <>
            <Title text={t('inbox.title')}>
              <Button disabled={unread.length === 0} loading={read.isPending} onClick={() => read.mutate(unread)}>{t('inbox.readAll')}</Button>
            </Title>
            {read.error && <Failed error={read.error} />}
            {messages.length === 0 && <Nothing text={t('inbox.nothing')} />}
            <ul className="messages">
              {messages.map((message) => (
                <li key={message.id} className={message.read ? '' : 'unread'}>
                  <Told message={message} read={() => !message.read && read.mutate([message.id])} />
                  <Typography.Text type="secondary">{message.unit} · {message.campaign} · {days.moment(message.at)}</Typography.Text>
                </li>
              ))}
            </ul>
            <More of={inbox} />
          </>
        )
      }}
    </Answer>
  )
}

interface ToldProps {
  message: Schemas['ListInboxView']
  read: () => void
}

/** A message leads where its reader may go: who only takes part has their own page, who is asked for an opinion that one. */
function Told({ message, read }: ToldProps) {
  const me = useMe().data
  const to = message.leadsTo === 'run' ? `/runs/${message.runId}/${message.key}`
    : message.leadsTo === 'opinion' ? `/opinions/${message.runId}/${message.key}`
      : me !== undefined && me.memberId !== null ? '/member' : null
  return to === null ? <span>{message.text}</span> : <Link to={to} onClick={read}>{message.text}</Link>
}
