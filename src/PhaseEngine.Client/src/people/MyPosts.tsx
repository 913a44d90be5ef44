import { Button, Flex, Tag } from 'antd'
import dayjs from 'dayjs'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useWords } from '../office/useWords'
import { useDays } from '../shell/days'
import type { Me, Post } from '../shell/useMe'
import { Delegate, TakeBack } from './Delegation'

/** One's own posts; who is away lets somebody decide in their place, and takes that back. */
export function MyPosts({ me }: { me: Me }) {
  const [chosen, setChosen] = useState<{ act: 'delegate' | 'takeBack'; postId: string } | null>(null)
  const close = () => setChosen(null)
  return (
    <>
      <ul className="found">{me.posts.map((post) => <Line key={post.id} post={post} choose={(act) => setChosen({ act, postId: post.id })} />)}</ul>
      {chosen?.act === 'delegate' && <Delegate postId={chosen.postId} close={close} />}
      {chosen?.act === 'takeBack' && <TakeBack postId={chosen.postId} close={close} />}
    </>
  )
}

function Line({ post, choose }: { post: Post; choose: (act: 'delegate' | 'takeBack') => void }) {
  const { t } = useTranslation('people')
  const words = useWords()
  const days = useDays()
  // The day given is the first on which it no longer holds.
  const lastDay = (until: string) => days.day(dayjs(until).subtract(1, 'day').format('YYYY-MM-DD'))
  return (
    <li className="with-act">
      <span>
        {words.say('role', post.role)}{post.unitName !== null && ` · ${post.unitName}`} {post.subtree && <Tag>{t('posts.below')}</Tag>}
        {post.inPlaceOf !== null && <Tag>{t('account.inPlaceOf', { name: post.inPlaceOf })}</Tag>}
        {post.until !== null && <small className="quiet">{t('account.until', { day: days.full(post.until) })}</small>}
        {post.delegations.map((one) => (
          <small key={one.name + one.from} className="quiet delegation">{t('account.delegated', { name: one.name, from: days.day(one.from), until: lastDay(one.until) })}</small>
        ))}
      </span>
      <Flex gap="small" wrap>
        {post.delegations.length > 0 && <Button size="small" onClick={() => choose('takeBack')}>{t('posts.act.takeBack')}</Button>}
        {post.mayBeDelegated && <Button size="small" onClick={() => choose('delegate')}>{t('posts.act.delegate')}</Button>}
      </Flex>
    </li>
  )
}
