import { useInfiniteQuery } from '@tanstack/react-query'
import { Button, Form, Input, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { api, take, type Schemas } from '../api/api'
import { ActDialog } from '../office/ActDialog'
import { ifMatch, textOf } from '../office/plain'
import { useCalm } from '../office/useCalm'
import { useWords } from '../office/useWords'
import { More } from '../shell/More'
import { Answer, Nothing } from '../shell/states'
import { Title } from '../shell/Title'
import { may, useMe } from '../shell/useMe'
import '../office/office.css'
import './organisation.css'

type Host = Schemas['HostView']

/** The hosts of the whole installation; units take theirs from here. */
export function HostsPage() {
  const { t } = useTranslation('organisation')
  const words = useWords()
  const me = useMe()
  const [search, setSearch] = useState('')
  const [edited, setEdited] = useState<Host | 'new' | null>(null)
  const calm = useCalm(search.trim())
  const hosts = useInfiniteQuery({
    queryKey: ['hosts', calm],
    queryFn: ({ pageParam }) => take(api.GET('/api/v1/hosts', { params: { query: { search: calm || undefined, after: pageParam, limit: 50 } } })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  })
  const mayChange = me.data !== undefined && may(me.data, 'units.change')

  return (
    <>
      <Title text={t('hosts.title')} above={<Link to="/organisation">{t('page.title')}</Link>}>
        {mayChange && <Button type="primary" onClick={() => setEdited('new')}>{t('hosts.add')}</Button>}
      </Title>
      <section className="card">
        <Input.Search allowClear placeholder={t('hosts.search')} aria-label={t('hosts.search')} onChange={(event) => setSearch(event.target.value)} className="find" />
        <Answer of={hosts}>
          {({ pages }) => {
            const found = pages.flatMap((page) => page.items)
            if (found.length === 0) return <Nothing text={t('hosts.nothing')} />
            return (
              <ul className="found">
                {found.map((host) => (
                  <li key={host.id} className="with-act">
                    <span>{host.name} <small className="quiet">{[host.sector && words.say('sector', host.sector), host.management && words.say('management', host.management)].filter(Boolean).join(' · ')}</small></span>
                    {mayChange && <Button type="link" size="small" aria-label={t('hosts.changeOne', { name: host.name })} onClick={() => setEdited(host)}>{t('change')}</Button>}
                  </li>
                ))}
              </ul>
            )
          }}
        </Answer>
        <More of={hosts} />
      </section>
      <HostForm key={edited === null || edited === 'new' ? 'new' : edited.id} host={edited} close={() => setEdited(null)} />
    </>
  )
}

interface Typed {
  name: string
  sector?: string
  management?: string
}

function HostForm({ host, close }: { host: Host | 'new' | null; close: () => void }) {
  const { t } = useTranslation('organisation')
  const words = useWords()
  const known = host === 'new' ? null : host
  return (
    <ActDialog<Typed>
      open={host !== null}
      close={close}
      title={t(known ? 'hosts.change' : 'hosts.add')}
      ok={t('save')}
      done={t('saved')}
      first={known ? { name: known.name, ...(known.sector ? { sector: known.sector } : {}), ...(known.management ? { management: known.management } : {}) } : {}}
      act={(typed) => {
        const body = { name: typed.name.trim(), sector: textOf(typed.sector), management: textOf(typed.management) }
        return known
          ? take(api.PUT('/api/v1/hosts/{hostId}', { params: { path: { hostId: known.id }, header: ifMatch(known.version) }, body }))
          : take(api.POST('/api/v1/hosts', { body }))
      }}
    >
      <Form.Item name="name" label={t('hosts.name')} rules={[{ required: true, whitespace: true, message: t('missing', { field: t('hosts.name') }) }]}><Input maxLength={200} /></Form.Item>
      <Form.Item name="sector" label={t('hosts.sector')}><Select allowClear options={words.options('sector')} /></Form.Item>
      <Form.Item name="management" label={t('hosts.management')}><Select allowClear options={words.options('management')} /></Form.Item>
    </ActDialog>
  )
}
