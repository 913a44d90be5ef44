import { useQuery } from '@tanstack/react-query'
import { Checkbox, DatePicker, Form, Input, Select } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import { useTranslation } from 'react-i18next'
import { api, take, type Schemas } from '../api/api'
import { ActDialog } from '../office/ActDialog'
import { Picker, type Named } from '../office/Picker'
import { asDay, dayOf, ifMatch, textOf } from '../office/plain'
import { useWords } from '../office/useWords'
import type { Slip } from '../people/SlipDialog'
import type { Member } from './Members'

export type MemberAct = 'add' | 'change' | 'transfer' | 'certificate' | 'departure' | 'invite'

interface MemberActsProps {
  unitId: string
  act: MemberAct
  member: Member | null
  close: () => void
  shown: (slip: Slip) => void
}

/** What can be done with a member, each in its own dialog. */
export function MemberActs({ unitId, act, member, close, shown }: MemberActsProps) {
  if (member === null || act === 'add' || act === 'change') return <Details unitId={unitId} member={member} close={close} />
  if (act === 'invite') return <Invite unitId={unitId} member={member} close={close} shown={shown} />
  if (act === 'transfer') return <Transfer member={member} close={close} />
  return act === 'certificate' ? <Certificate member={member} close={close} /> : <Departure member={member} close={close} />
}

interface Typed {
  name: string
  code?: string | null
  category: string
  probationary?: boolean
  admittedOn?: Dayjs | null
  confirmedOn?: Dayjs | null
  joinedOn?: Dayjs | null
}

function Details({ unitId, member, close }: { unitId: string; member: Member | null; close: () => void }) {
  const { t } = useTranslation('organisation')
  const words = useWords()
  const first: Partial<Typed> = member
    ? { ...member, admittedOn: asDay(member.admittedOn), confirmedOn: asDay(member.confirmedOn), joinedOn: asDay(member.joinedOn) }
    : { category: 'inPost', joinedOn: dayjs() }
  const bodyOf = (typed: Typed): Schemas['ChangeMemberBody'] => ({
    name: typed.name.trim(), code: textOf(typed.code), category: typed.category, hostId: member?.hostId ?? null, probationary: typed.probationary ?? false,
    admittedOn: dayOf(typed.admittedOn), confirmedOn: dayOf(typed.confirmedOn), joinedOn: dayOf(typed.joinedOn), tookPartInPilot: member?.tookPartInPilot ?? null,
  })

  return (
    <ActDialog<Typed>
      open
      close={close}
      title={member ? t('members.actOf.change', { name: member.name }) : t('members.add')}
      ok={t('save')}
      done={t('saved')}
      first={first}
      act={(typed) => member
        ? take(api.PUT('/api/v1/members/{memberId}', { params: { path: { memberId: member.id }, header: ifMatch(member.version) }, body: bodyOf(typed) }))
        : take(api.POST('/api/v1/units/{unitId}/members', { params: { path: { unitId } }, body: bodyOf(typed) }))}
    >
      <Form.Item name="name" label={t('members.name')} rules={[{ required: true, whitespace: true, message: t('missing', { field: t('members.name') }) }]}><Input maxLength={100} /></Form.Item>
      <Form.Item name="category" label={t('members.category')}><Select options={words.options('category')} /></Form.Item>
      <Form.Item name="code" label={t('members.code')}><Input maxLength={60} /></Form.Item>
      <Form.Item name="joinedOn" label={t('members.joinedOn')}><DatePicker /></Form.Item>
      <Form.Item name="admittedOn" label={t('members.admittedOn')}><DatePicker /></Form.Item>
      <Form.Item name="confirmedOn" label={t('members.confirmedOn')}><DatePicker /></Form.Item>
      <Form.Item name="probationary" valuePropName="checked"><Checkbox>{t('members.probationary')}</Checkbox></Form.Item>
    </ActDialog>
  )
}

function Transfer({ member, close }: { member: Member; close: () => void }) {
  const { t } = useTranslation('organisation')
  return (
    <ActDialog<{ to: Named; on: Dayjs }>
      open
      close={close}
      title={t('members.actOf.transfer', { name: member.name })}
      ok={t('members.act.transfer')}
      done={t('members.transferred')}
      first={{ on: dayjs() }}
      act={({ to, on }) => take(api.POST('/api/v1/members/{memberId}/transfer', { params: { path: { memberId: member.id }, header: ifMatch(member.version) }, body: { toUnitId: to.id, on: dayOf(on) } }))}
    >
      <p>{t('members.transferMeans')}</p>
      <Form.Item name="to" label={t('members.to')} rules={[{ required: true, message: t('missing', { field: t('members.to') }) }]}><Picker of="unit" label={t('members.to')} /></Form.Item>
      <Form.Item name="on" label={t('members.on')}><DatePicker allowClear={false} /></Form.Item>
    </ActDialog>
  )
}

/** An account of the member's own: they see what is asked and recorded of themselves (S.46). */
function Invite({ unitId, member, close, shown }: { unitId: string; member: Member; close: () => void; shown: (slip: Slip) => void }) {
  const { t } = useTranslation('organisation')
  return (
    <ActDialog<object, Slip>
      open
      close={close}
      title={t('members.actOf.invite', { name: member.name })}
      ok={t('members.makeSlip')}
      done={t('members.invited')}
      act={() => take(api.POST('/api/v1/units/{unitId}/invitations', { params: { path: { unitId } }, body: { name: member.name, role: 'member', memberId: member.id } }))}
      after={shown}
    >
      <p>{t('members.inviteMeans')}</p>
    </ActDialog>
  )
}

interface TypedCertificate {
  unit?: Named | null
  from?: Dayjs | null
  until?: Dayjs | null
}

function Certificate({ member, close }: { member: Member; close: () => void }) {
  const { t } = useTranslation('organisation')
  const receiving = useQuery({
    queryKey: ['units', member.certificateUnitId],
    queryFn: () => take(api.GET('/api/v1/units/{unitId}', { params: { path: { unitId: member.certificateUnitId ?? '' } } })),
    enabled: member.certificateUnitId !== null,
  })
  if (receiving.isLoading) return null

  const unit = receiving.data ? { id: receiving.data.unit.id, name: receiving.data.unit.name } : null
  return (
    <ActDialog<TypedCertificate>
      open
      close={close}
      title={t('members.actOf.certificate', { name: member.name })}
      ok={t('save')}
      done={t('saved')}
      first={{ unit, from: asDay(member.certificateFrom) ?? dayjs(), until: asDay(member.certificateUntil) }}
      act={(typed) => take(api.PUT('/api/v1/members/{memberId}/certificate', {
        params: { path: { memberId: member.id }, header: ifMatch(member.version) },
        body: typed.unit ? { unitId: typed.unit.id, from: dayOf(typed.from), until: dayOf(typed.until) } : { unitId: null, from: null, until: null },
      }))}
    >
      <p>{t('members.certificateMeans')}</p>
      <Form.Item name="unit" label={t('members.receiving')} extra={t('members.receivingHint')}><Picker of="unit" label={t('members.receiving')} /></Form.Item>
      <Form.Item name="from" label={t('members.from')}><DatePicker /></Form.Item>
      <Form.Item name="until" label={t('members.until')}><DatePicker /></Form.Item>
    </ActDialog>
  )
}

function Departure({ member, close }: { member: Member; close: () => void }) {
  const { t } = useTranslation('organisation')
  const words = useWords()
  return (
    <ActDialog<{ on: Dayjs; reason: string }>
      open
      close={close}
      title={t('members.actOf.departure', { name: member.name })}
      ok={t('members.act.departure')}
      danger
      done={t('saved')}
      first={{ on: asDay(member.leftOn) ?? dayjs(), ...(member.leftReason ? { reason: member.leftReason } : {}) }}
      act={({ on, reason }) => take(api.PUT('/api/v1/members/{memberId}/departure', { params: { path: { memberId: member.id }, header: ifMatch(member.version) }, body: { on: dayOf(on) ?? '', reason } }))}
    >
      <Form.Item name="on" label={t('members.leftOn')}><DatePicker allowClear={false} /></Form.Item>
      <Form.Item name="reason" label={t('members.why')} rules={[{ required: true, message: t('missing', { field: t('members.why') }) }]}><Select options={words.options('leaving')} /></Form.Item>
    </ActDialog>
  )
}
