import { useQuery } from '@tanstack/react-query'
import { Alert, Button, Descriptions } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useParams, useSearchParams } from 'react-router'
import { api, take, type Schemas } from '../api/api'
import { useWords } from '../office/useWords'
import { useDays } from '../shell/days'
import { Answer } from '../shell/states'
import { Title } from '../shell/Title'
import { mayOn, useMe } from '../shell/useMe'
import { UnitRecord } from '../jobs/UnitRecord'
import { Posts } from '../people/Posts'
import { HostsOf } from './HostsOf'
import { Members } from './Members'
import { Proposals } from './Proposals'
import { UnitForm } from './UnitForm'
import { UnitLine } from './UnitLine'
import '../office/office.css'
import './organisation.css'

/** One unit: where it stands, its hosts, who holds its posts, its members, and what was done with it. */
export function UnitPage() {
  const unitId = useParams().unitId ?? ''
  const unit = useQuery({
    queryKey: ['units', unitId],
    queryFn: () => take(api.GET('/api/v1/units/{unitId}', { params: { path: { unitId } } })),
  })
  return <Answer of={unit}>{(found) => <Page key={found.unit.id} found={found} />}</Answer>
}

function Page({ found: { unit, above, hosts } }: { found: Schemas['GetUnitView'] }) {
  const { t } = useTranslation('organisation')
  const me = useMe()
  const [search] = useSearchParams()
  const [editing, setEditing] = useState(false)
  const [founding, setFounding] = useState(false)
  const allowed = (act: string) => me.data !== undefined && mayOn(me.data, act, unit.id, above)
  const parts = [
    { key: 'facts', label: t('unit.facts'), children: <Facts unit={unit} above={above} hosts={hosts} mayChange={allowed('units.change')} /> },
    ...(allowed('people.see') ? [{ key: 'posts', label: t('unit.posts'), children: <Posts unitId={unit.id} manages={allowed('people.manage')} /> }] : []),
    ...(allowed('members.see') ? [{ key: 'members', label: t('unit.members'), children: <Members unitId={unit.id} mayChange={allowed('members.change')} mayInvite={allowed('people.manage')} /> }] : []),
    ...(allowed('members.see') && unit.hasLower ? [{ key: 'temporary', label: t('unit.temporary'), children: <Proposals unitId={unit.id} /> }] : []),
    ...(allowed('units.change') ? [{ key: 'record', label: t('unit.record'), children: <UnitRecord unitId={unit.id} /> }] : []),
  ]
  const shown = parts.find((part) => part.key === search.get('part')) ?? parts[0]

  return (
    <>
      <Title
        text={unit.name}
        above={<><Link to="/organisation">{t('page.title')}</Link>{above.map((one) => <span key={one.id}> / <Link to={`/organisation/units/${one.id}`}>{one.name}</Link></span>)}</>}
      >
        {allowed('units.change') && <Button onClick={() => setFounding(true)}>{t('unit.foundBelow')}</Button>}
        {allowed('units.change') && <Button onClick={() => setEditing(true)}>{t('unit.change')}</Button>}
      </Title>
      {unit.dissolvedOn !== null && <Alert type="warning" showIcon title={t('unit.isDissolved')} className="vacancy" />}
      <nav className="parts" aria-label={unit.name}>
        {parts.map((part) => <Link key={part.key} to={`?part=${part.key}`} replace aria-current={part === shown ? 'page' : undefined}>{part.label}</Link>)}
      </nav>
      {shown?.children}
      <UnitForm open={editing} close={() => setEditing(false)} unit={unit} parent={above.find((one) => one.id === unit.parentId) ?? null} />
      <UnitForm open={founding} close={() => setFounding(false)} parent={unit} />
    </>
  )
}

interface FactsProps {
  unit: Schemas['UnitView']
  above: Schemas['GetUnitNamed'][]
  hosts: Schemas['GetUnitHostNamed'][]
  mayChange: boolean
}

function Facts({ unit, above, hosts, mayChange }: FactsProps) {
  const { t } = useTranslation('organisation')
  const words = useWords()
  const days = useDays()
  const parent = above.find((one) => one.id === unit.parentId)
  const lower = useQuery({
    queryKey: ['units', 'below', unit.id],
    queryFn: () => take(api.GET('/api/v1/units', { params: { query: { parent: unit.id, limit: 20 } } })),
    enabled: unit.hasLower,
  })

  return (
    <>
      <section className="card">
        <Descriptions
          column={{ xs: 1, md: 2 }}
          items={[
            { key: 'code', label: t('unit.code'), children: unit.code },
            { key: 'type', label: t('unit.type'), children: words.say('unitType', unit.type) },
            { key: 'parent', label: t('unit.parent'), children: parent ? <Link to={`/organisation/units/${parent.id}`}>{parent.name}</Link> : '—' },
            { key: 'pilot', label: t('unit.pilot'), children: unit.pilotUntil === null ? t('unit.noPilot') : t('unit.pilotTo', { day: days.full(unit.pilotUntil) }) },
            ...(unit.dissolvedOn === null ? [] : [{ key: 'dissolved', label: t('unit.dissolvedOn'), children: days.full(unit.dissolvedOn) }]),
          ]}
        />
      </section>
      <HostsOf unitId={unit.id} hosts={hosts} mayChange={mayChange} />
      {lower.data && lower.data.items.length > 0 && (
        <section className="card">
          <h2 className="part ant-typography">{t('unit.below')}</h2>
          <ul className="found">
            {lower.data.items.map((one) => <li key={one.id}><UnitLine unit={one} /></li>)}
          </ul>
          {lower.data.next !== null && <p className="quiet">{t('unit.moreBelow')}</p>}
        </section>
      )}
    </>
  )
}
