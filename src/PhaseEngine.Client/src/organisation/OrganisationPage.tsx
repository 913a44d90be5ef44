import { ImportOutlined } from '@ant-design/icons'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Button, Dropdown, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, take } from '../api/api'
import { LinkButton } from '../office/LinkButton'
import { useCalm } from '../office/useCalm'
import { More } from '../shell/More'
import { Answer, Nothing } from '../shell/states'
import { Title } from '../shell/Title'
import { may, useMe } from '../shell/useMe'
import { UnitForm } from './UnitForm'
import { UnitLine } from './UnitLine'
import { UnitTree } from './UnitTree'
import '../office/office.css'
import './organisation.css'

/** The tree of units, opened level by level; or what is found by name or code, wherever it stands. */
export function OrganisationPage() {
  const { t } = useTranslation('organisation')
  const me = useMe()
  const [search, setSearch] = useState('')
  const [founding, setFounding] = useState(false)
  const calm = useCalm(search.trim())
  const allowed = (act: string) => me.data !== undefined && may(me.data, act)

  return (
    <>
      <Title text={t('page.title')}>
        {allowed('units.change') && <Button onClick={() => setFounding(true)}>{t('page.found')}</Button>}
        <LinkButton to="/organisation/hosts">{t('page.hosts')}</LinkButton>
        {allowed('lists.import') && <LinkButton to="/organisation/import" icon={<ImportOutlined />}>{t('page.import')}</LinkButton>}
        {allowed('members.see') && <Exports />}
      </Title>
      <section className="card">
        <Input.Search allowClear placeholder={t('page.search')} aria-label={t('page.search')} onChange={(event) => setSearch(event.target.value)} className="find" />
        {calm === '' ? <UnitTree /> : <Found search={calm} />}
      </section>
      <UnitForm open={founding} close={() => setFounding(false)} />
    </>
  )
}

function Exports() {
  const { t } = useTranslation('organisation')
  const items = (['units', 'members'] as const).flatMap((list) => (['xlsx', 'csv'] as const).map((format) => ({
    key: `${list}.${format}`,
    label: <a href={`/api/v1/organisation/exports/${list}?format=${format}`}>{t(`lists.${list}`)} · {format === 'xlsx' ? 'Excel' : 'CSV'}</a>,
  })))
  return <Dropdown autoFocus trigger={['click']} menu={{ items }}><Button>{t('page.export')}</Button></Dropdown>
}

function Found({ search }: { search: string }) {
  const { t } = useTranslation('organisation')
  const found = useInfiniteQuery({
    queryKey: ['units', 'search', search],
    queryFn: ({ pageParam }) => take(api.GET('/api/v1/units', { params: { query: { search, after: pageParam, limit: 50 } } })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  })

  return (
    <Answer of={found}>
      {({ pages }) => {
        const units = pages.flatMap((page) => page.items)
        if (units.length === 0) return <Nothing text={t('page.nothing')} />
        return (
          <>
            <ul className="found">{units.map((unit) => <li key={unit.id}><UnitLine unit={unit} /></li>)}</ul>
            <More of={found} />
          </>
        )
      }}
    </Answer>
  )
}
