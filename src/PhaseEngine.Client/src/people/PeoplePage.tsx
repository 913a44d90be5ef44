import { useInfiniteQuery, useMutation } from '@tanstack/react-query'
import { App, Button, Flex, Input, Popconfirm } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { api, take, type Schemas } from '../api/api'
import { queries } from '../api/queries'
import { useCalm } from '../office/useCalm'
import { useWords } from '../office/useWords'
import { More } from '../shell/More'
import { Answer, Failed, Nothing } from '../shell/states'
import { Title } from '../shell/Title'
import { useMe } from '../shell/useMe'
import { SlipDialog, type Slip } from './SlipDialog'
import '../office/office.css'
import '../organisation/organisation.css'

/** Everybody with a post on the reader's units. Who forgot a password gets a link; who lost a device is signed out everywhere. */
export function PeoplePage() {
  const { t } = useTranslation('people')
  const { message } = App.useApp()
  const [search, setSearch] = useState('')
  const [slip, setSlip] = useState<Slip | null>(null)
  const calm = useCalm(search.trim())
  const people = useInfiniteQuery({
    queryKey: ['people', calm],
    queryFn: ({ pageParam }) => take(api.GET('/api/v1/people', { params: { query: { search: calm || undefined, after: pageParam, limit: 50 } } })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: (before) => before,
  })
  const reset = useMutation({
    mutationFn: (userId: string) => take(api.POST('/api/v1/people/{userId}/reset-link', { params: { path: { userId } } })),
    onSuccess: setSlip,
  })
  const end = useMutation({
    mutationFn: (userId: string) => take(api.DELETE('/api/v1/people/{userId}/sessions', { params: { path: { userId } } })),
    onSuccess: async () => {
      message.success(t('people.ended'))
      await queries.invalidateQueries({ queryKey: ['people'] })
    },
  })
  const failed = reset.error ?? end.error

  return (
    <>
      <Title text={t('people.title')} />
      <section className="card">
        <Input.Search allowClear placeholder={t('people.search')} aria-label={t('people.search')} onChange={(event) => setSearch(event.target.value)} className="find" />
        {failed && <Failed error={failed} />}
        <Answer of={people}>
          {({ pages }) => {
            const found = pages.flatMap((page) => page.items)
            if (found.length === 0) return <Nothing text={t('people.nothing')} />
            return <ul className="found">{found.map((person) => <Line key={person.id} person={person} reset={() => reset.mutate(person.id)} end={() => end.mutate(person.id)} />)}</ul>
          }}
        </Answer>
        <More of={people} />
      </section>
      <SlipDialog slip={slip} what="reset" close={() => setSlip(null)} />
    </>
  )
}

interface LineProps {
  person: Schemas['ListPeopleView']
  reset: () => void
  end: () => void
}

function Line({ person, reset, end }: LineProps) {
  const { t } = useTranslation('people')
  const words = useWords()
  const me = useMe()
  return (
    <li className="with-act">
      <span>
        <strong>{person.name}</strong> {person.userName !== null && <small className="quiet">{person.userName}</small>}
        <br />
        {person.posts.map((post) => (
          <span key={post.id} className="held">{words.say('role', post.role)} · <Link to={`/organisation/units/${post.unitId}?part=posts`}>{post.unitName}</Link>{'　'}</span>
        ))}
      </span>
      {person.userName !== null && person.id !== me.data?.id && (
        <Flex gap="small" wrap>
          <Popconfirm title={t('people.resetSure', { name: person.name })} onConfirm={reset}><Button size="small">{t('people.reset')}</Button></Popconfirm>
          <Popconfirm title={t('people.endSure', { name: person.name })} onConfirm={end}><Button size="small">{t('people.end')}</Button></Popconfirm>
        </Flex>
      )}
    </li>
  )
}
