import { useInfiniteQuery } from '@tanstack/react-query'
import { Button, Checkbox, Dropdown, Flex, Input, Tag } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, take, type Schemas } from '../api/api'
import { useCalm } from '../office/useCalm'
import { useWords } from '../office/useWords'
import { SlipDialog, type Slip } from '../people/SlipDialog'
import { useDays } from '../shell/days'
import { More } from '../shell/More'
import { Answer, Nothing } from '../shell/states'
import { MemberActs, type MemberAct } from './MemberActs'

export type Member = Schemas['MemberView']
type ActOnOne = Exclude<MemberAct, 'add'>

interface MembersProps {
  unitId: string
  mayChange: boolean
  mayInvite: boolean
}

/** Who counts in a unit and who belongs to it, page by page; what is done with one of them is chosen beside the name. */
export function Members({ unitId, mayChange, mayInvite }: MembersProps) {
  const { t } = useTranslation('organisation')
  const [slip, setSlip] = useState<Slip | null>(null)
  const [search, setSearch] = useState('')
  const [andLeft, setAndLeft] = useState(false)
  const [act, setAct] = useState<{ act: MemberAct; member: Member | null } | null>(null)
  const calm = useCalm(search.trim())
  const members = useInfiniteQuery({
    queryKey: ['units', unitId, 'members', calm, andLeft],
    queryFn: ({ pageParam }) => take(api.GET('/api/v1/units/{unitId}/members', { params: { path: { unitId }, query: { search: calm || undefined, andLeft, after: pageParam, limit: 50 } } })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: (before) => before,
  })
  const actsFor = (member: Member): ActOnOne[] => member.unitId !== unitId ? [] : [
    ...(!mayChange ? [] : member.leftOn === null ? (['change', 'transfer', 'certificate', 'departure'] as const) : (['departure'] as const)),
    ...(mayInvite && member.leftOn === null && member.hasAccount !== true ? (['invite'] as const) : []),
  ]

  return (
    <section className="card">
      <Flex wrap gap="small" align="center" className="filters">
        <Input.Search allowClear placeholder={t('members.search')} aria-label={t('members.search')} onChange={(event) => setSearch(event.target.value)} style={{ width: 220 }} />
        <Checkbox checked={andLeft} onChange={(event) => setAndLeft(event.target.checked)}>{t('members.andLeft')}</Checkbox>
        {mayChange && <Button type="primary" onClick={() => setAct({ act: 'add', member: null })}>{t('members.add')}</Button>}
      </Flex>
      <Answer of={members}>
        {({ pages }) => {
          const found = pages.flatMap((page) => page.items)
          if (found.length === 0) return <Nothing text={t('members.nothing')} />
          return (
            <ul className="found">
              {found.map((member) => <Line key={member.id} member={member} unitId={unitId} acts={actsFor(member)} choose={(chosen) => setAct({ act: chosen, member })} />)}
            </ul>
          )
        }}
      </Answer>
      <More of={members} />
      {act !== null && <MemberActs key={`${act.act}.${act.member?.id}`} unitId={unitId} act={act.act} member={act.member} close={() => setAct(null)} shown={setSlip} />}
      <SlipDialog slip={slip} what="invitation" close={() => setSlip(null)} />
    </section>
  )
}

interface LineProps {
  member: Member
  unitId: string
  acts: readonly ActOnOne[]
  choose: (act: ActOnOne) => void
}

function Line({ member, unitId, acts, choose }: LineProps) {
  const { t } = useTranslation('organisation')
  const words = useWords()
  const days = useDays()
  return (
    <li className="with-act">
      <span className="unit-line">
        <strong>{member.name}</strong>
        <small className="quiet">{[member.code, words.say('category', member.category), member.joinedOn && t('members.joined', { day: days.full(member.joinedOn) })].filter(Boolean).join(' · ')}</small>
        {member.probationary && <Tag>{t('members.probationary')}</Tag>}
        {member.unitId !== unitId && <Tag color="blue">{t('members.guest')}</Tag>}
        {member.certificateUnitId !== null && member.unitId === unitId && <Tag color="blue">{t('members.away')}</Tag>}
        {member.leftOn !== null && <Tag>{t('members.left', { day: days.full(member.leftOn), why: member.leftReason === null ? '' : words.say('leaving', member.leftReason) })}</Tag>}
      </span>
      {acts.length > 0 && (
        <Dropdown autoFocus trigger={['click']} menu={{ items: acts.map((act) => ({ key: act, label: t(`members.act.${act}`) })), onClick: ({ key }) => choose(key as ActOnOne) }}>
          <Button size="small" aria-label={t('members.menu', { name: member.name })}>{t('members.do')}</Button>
        </Dropdown>
      )}
    </li>
  )
}
