import { useMutation, useQuery } from '@tanstack/react-query'
import { App, Button, Dropdown, Flex, Popconfirm, Tag, Typography } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, take, type Schemas } from '../api/api'
import { queries } from '../api/queries'
import { useWords } from '../office/useWords'
import { useDays } from '../shell/days'
import { Answer, Failed, Nothing } from '../shell/states'
import { useMe } from '../shell/useMe'
import { PostActs, type PostAct } from './PostActs'
import { SlipDialog, type Slip } from './SlipDialog'
import './people.css'

type Post = Schemas['PostView']

/** Who holds which post on a unit, who is invited to one, and what can be done about it. */
export function Posts({ unitId, manages }: { unitId: string; manages: boolean }) {
  const { t } = useTranslation('people')
  const me = useMe()
  const [chosen, setChosen] = useState<{ act: PostAct; post: Post | null } | null>(null)
  const [slip, setSlip] = useState<Slip | null>(null)
  const posts = useQuery({
    queryKey: ['units', unitId, 'posts'],
    queryFn: () => take(api.GET('/api/v1/units/{unitId}/posts', { params: { path: { unitId } } })),
  })

  return (
    <>
      <section className="card">
        <Typography.Title level={2} className="part">{t('posts.title')}</Typography.Title>
        {manages && (
          <Flex gap="small" wrap className="filters">
            <Button type="primary" onClick={() => setChosen({ act: 'invite', post: null })}>{t('posts.invite')}</Button>
            <Button onClick={() => setChosen({ act: 'grant', post: null })}>{t('posts.grant')}</Button>
          </Flex>
        )}
        <Answer of={posts}>
          {(found) => found.length === 0 ? <Nothing text={t('posts.nothing')} /> : (
            <ul className="found">{found.map((post) => <Line key={post.id} post={post} mine={post.userId === me.data?.id} delegated={found.some((one) => one.delegatedFrom === post.id)} manages={manages} choose={(act) => setChosen({ act, post })} />)}</ul>
          )}
        </Answer>
      </section>
      {manages && <Invitations unitId={unitId} />}
      {chosen !== null && <PostActs key={`${chosen.act}.${chosen.post?.id}`} unitId={unitId} act={chosen.act} post={chosen.post} close={() => setChosen(null)} shown={setSlip} />}
      <SlipDialog slip={slip} what="invitation" close={() => setSlip(null)} />
    </>
  )
}

interface LineProps {
  post: Post
  mine: boolean

  /** Whether somebody decides in the holder's place, now or from a later day. */
  delegated: boolean
  manages: boolean
  choose: (act: PostAct) => void
}

function Line({ post, mine, delegated, manages, choose }: LineProps) {
  const { t } = useTranslation('people')
  const words = useWords()
  const days = useDays()
  const acts = [
    ...(manages && post.delegatedFrom === null ? (['handOver'] as const) : []), ...(manages ? (['end'] as const) : []),
    ...(mine && post.mayBeDelegated ? (['delegate'] as const) : []), ...(mine && delegated ? (['takeBack'] as const) : []),
  ]
  return (
    <li className="with-act">
      <span className="unit-line">
        <strong>{words.say('role', post.role)}</strong> {post.name}
        {post.subtree && <Tag>{t('posts.below')}</Tag>}
        {post.delegatedFrom !== null && <Tag>{t('posts.inPlace')}</Tag>}
        <small className="quiet">{post.until === null ? t('posts.from', { day: days.full(post.from) }) : t('posts.span', { from: days.full(post.from), until: days.full(post.until) })}</small>
      </span>
      {acts.length > 0 && (
        <Dropdown autoFocus trigger={['click']} menu={{ items: acts.map((act) => ({ key: act, label: t(`posts.act.${act}`) })), onClick: ({ key }) => choose(key as PostAct) }}>
          <Button size="small" aria-label={t('posts.menu', { name: post.name })}>{t('posts.do')}</Button>
        </Dropdown>
      )}
    </li>
  )
}

function Invitations({ unitId }: { unitId: string }) {
  const { t } = useTranslation('people')
  const { message } = App.useApp()
  const words = useWords()
  const days = useDays()
  const invitations = useQuery({
    queryKey: ['units', unitId, 'invitations'],
    queryFn: () => take(api.GET('/api/v1/units/{unitId}/invitations', { params: { path: { unitId } } })),
  })
  const withdraw = useMutation({
    mutationFn: (invitationId: string) => take(api.DELETE('/api/v1/invitations/{invitationId}', { params: { path: { invitationId } } })),
    onSuccess: async () => {
      message.success(t('invitations.withdrawn'))
      await queries.invalidateQueries({ queryKey: ['units', unitId] })
    },
  })
  if (invitations.data?.length === 0) return null

  return (
    <section className="card">
      <Typography.Title level={2} className="part">{t('invitations.title')}</Typography.Title>
      {withdraw.error && <Failed error={withdraw.error} />}
      <Answer of={invitations}>
        {(found) => (
          <ul className="found">
            {found.map((one) => (
              <li key={one.id} className="with-act">
                <span>{one.name} · {words.say('role', one.role)} <small className="quiet">{t('invitations.until', { day: days.moment(one.expiresAt), by: one.by ?? '—' })}</small></span>
                <Popconfirm title={t('invitations.sure')} onConfirm={() => withdraw.mutate(one.id)}><Button size="small">{t('invitations.withdraw')}</Button></Popconfirm>
              </li>
            ))}
          </ul>
        )}
      </Answer>
    </section>
  )
}
