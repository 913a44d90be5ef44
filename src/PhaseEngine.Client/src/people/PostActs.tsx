import { Checkbox, DatePicker, Form, Input, Select } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import { useTranslation } from 'react-i18next'
import { api, take, type Schemas } from '../api/api'
import { ActDialog } from '../office/ActDialog'
import { Picker, type Named } from '../office/Picker'
import { dayOf, ifMatch } from '../office/plain'
import { useWords } from '../office/useWords'
import { Delegate, TakeBack } from './Delegation'
import type { Slip } from './SlipDialog'

export type PostAct = 'invite' | 'grant' | 'handOver' | 'end' | 'delegate' | 'takeBack'

interface PostActsProps {
  unitId: string
  act: PostAct
  post: Schemas['PostView'] | null
  close: () => void
  shown: (slip: Slip) => void
}

/** What can be done about posts, each in its own dialog. */
export function PostActs({ unitId, act, post, close, shown }: PostActsProps) {
  if (post === null) return act === 'invite' ? <Invite unitId={unitId} close={close} shown={shown} /> : <Grant unitId={unitId} close={close} />
  if (act === 'handOver') return <HandOver post={post} close={close} />
  if (act === 'delegate') return <Delegate postId={post.id} close={close} />
  return act === 'takeBack' ? <TakeBack postId={post.id} close={close} /> : <End post={post} close={close} />
}

interface TypedPost {
  name?: string
  person?: Named
  role: string
  subtree?: boolean
  from?: Dayjs | null
  until?: Dayjs | null
}

/** Which post, and for how long. Whether it holds below as well follows from the role unless somebody says otherwise. */
function PostFields() {
  const { t } = useTranslation('people')
  const words = useWords()
  return (
    <>
      <Form.Item name="role" label={t('posts.role')} rules={[{ required: true, message: t('missing', { field: t('posts.role') }) }]}>
        <Select options={words.options('role').filter((role) => role.value !== 'systemOperator')} showSearch={{ optionFilterProp: 'label' }} />
      </Form.Item>
      <Form.Item noStyle shouldUpdate={(before: TypedPost, now: TypedPost) => before.role !== now.role}>
        {({ getFieldValue }) => reaching.includes(getFieldValue('role') as string) && (
          <Form.Item name="subtree" valuePropName="checked" initialValue={getFieldValue('role') !== 'massEvaluator'}><Checkbox>{t('posts.belowToo')}</Checkbox></Form.Item>
        )}
      </Form.Item>
      <Form.Item name="from" label={t('posts.firstDay')}><DatePicker placeholder={t('posts.today')} /></Form.Item>
      <Form.Item name="until" label={t('posts.until')} extra={t('posts.untilHint')}><DatePicker placeholder={t('posts.open')} /></Form.Item>
    </>
  )
}

/** Roles that can hold for the units below as well. */
const reaching = ['administrator', 'campaignOffice', 'supervisor', 'supervisionGroup', 'instructor', 'massEvaluator']

const postOf = ({ role, subtree, from, until }: TypedPost) => ({ role, subtree: subtree ?? null, from: dayOf(from), until: dayOf(until) })

function Invite({ unitId, close, shown }: { unitId: string; close: () => void; shown: (slip: Slip) => void }) {
  const { t } = useTranslation('people')
  return (
    <ActDialog<TypedPost, Slip>
      open
      close={close}
      title={t('posts.invite')}
      done={t('posts.invited')}
      first={{ role: 'secretary' }}
      act={(typed) => take(api.POST('/api/v1/units/{unitId}/invitations', { params: { path: { unitId } }, body: { name: typed.name?.trim() ?? '', ...postOf(typed) } }))}
      after={shown}
    >
      <p>{t('posts.inviteMeans')}</p>
      <Form.Item name="name" label={t('posts.name')} rules={[{ required: true, whitespace: true, message: t('missing', { field: t('posts.name') }) }]}><Input maxLength={100} /></Form.Item>
      <PostFields />
    </ActDialog>
  )
}

function Grant({ unitId, close }: { unitId: string; close: () => void }) {
  const { t } = useTranslation('people')
  return (
    <ActDialog<TypedPost>
      open
      close={close}
      title={t('posts.grant')}
      done={t('posts.granted')}
      first={{ role: 'secretary' }}
      act={(typed) => take(api.POST('/api/v1/units/{unitId}/posts', { params: { path: { unitId } }, body: { userId: typed.person?.id ?? '', ...postOf(typed) } }))}
    >
      <p>{t('posts.grantMeans')}</p>
      <Form.Item name="person" label={t('posts.person')} rules={[{ required: true, message: t('missing', { field: t('posts.person') }) }]}><Picker of="person" label={t('posts.person')} /></Form.Item>
      <PostFields />
    </ActDialog>
  )
}

interface OfPostProps {
  post: Schemas['PostView']
  close: () => void
}

function HandOver({ post, close }: OfPostProps) {
  const { t } = useTranslation('people')
  const words = useWords()
  return (
    <ActDialog<{ to: Named; on: Dayjs }>
      open
      close={close}
      title={t('posts.handOverOf', { role: words.say('role', post.role), name: post.name })}
      ok={t('posts.act.handOver')}
      done={t('posts.handedOver')}
      first={{ on: dayjs() }}
      act={({ to, on }) => take(api.POST('/api/v1/posts/{postId}/hand-over', { params: { path: { postId: post.id }, header: ifMatch(post.version) }, body: { toUserId: to.id, on: dayOf(on) } }))}
    >
      <p>{t('posts.handOverMeans')}</p>
      <Form.Item name="to" label={t('posts.to')} rules={[{ required: true, message: t('missing', { field: t('posts.to') }) }]}><Picker of="person" label={t('posts.to')} /></Form.Item>
      <Form.Item name="on" label={t('posts.on')}><DatePicker allowClear={false} /></Form.Item>
    </ActDialog>
  )
}

function End({ post, close }: OfPostProps) {
  const { t } = useTranslation('people')
  const words = useWords()
  return (
    <ActDialog<{ on: Dayjs }>
      open
      close={close}
      title={t('posts.endOf', { role: words.say('role', post.role), name: post.name })}
      ok={t('posts.act.end')}
      danger
      done={t('posts.ended')}
      first={{ on: dayjs() }}
      act={({ on }) => take(api.PUT('/api/v1/posts/{postId}/end', { params: { path: { postId: post.id }, header: ifMatch(post.version) }, body: { on: dayOf(on) } }))}
    >
      <p>{t('posts.endMeans')}</p>
      <Form.Item name="on" label={t('posts.endOn')}><DatePicker allowClear={false} /></Form.Item>
    </ActDialog>
  )
}
