import { DatePicker, Form } from 'antd'
import type { Dayjs } from 'dayjs'
import { useTranslation } from 'react-i18next'
import { api, take } from '../api/api'
import { ActDialog } from '../office/ActDialog'
import { Picker, type Named } from '../office/Picker'
import { dayOf } from '../office/plain'

interface DelegationProps {
  /** The post of somebody who is away, or is back. */
  postId: string
  close: () => void
}

/** Somebody who is away lets another decide in their place, and only as long (S.37). */
export function Delegate({ postId, close }: DelegationProps) {
  const { t } = useTranslation('people')
  return (
    <ActDialog<{ to: Named; span: [Dayjs, Dayjs] }>
      open
      close={close}
      title={t('posts.act.delegate')}
      done={t('posts.delegated')}
      act={({ to, span: [from, until] }) => take(api.POST('/api/v1/posts/{postId}/delegation', {
        params: { path: { postId } }, body: { toUserId: to.id, from: dayOf(from) ?? '', until: dayOf(until.add(1, 'day')) ?? '' },
      }))}
    >
      <p>{t('posts.delegateMeans')}</p>
      <Form.Item name="to" label={t('posts.to')} rules={[{ required: true, message: t('missing', { field: t('posts.to') }) }]}><Picker of="person" label={t('posts.to')} /></Form.Item>
      <Form.Item name="span" label={t('posts.away')} rules={[{ required: true, message: t('missing', { field: t('posts.away') }) }]}><DatePicker.RangePicker /></Form.Item>
    </ActDialog>
  )
}

/** Back before their time, they decide themselves again. */
export function TakeBack({ postId, close }: DelegationProps) {
  const { t } = useTranslation('people')
  return (
    <ActDialog
      open
      close={close}
      title={t('posts.act.takeBack')}
      done={t('posts.takenBack')}
      act={() => take(api.DELETE('/api/v1/posts/{postId}/delegation', { params: { path: { postId } } }))}
    >
      <p>{t('posts.takeBackMeans')}</p>
    </ActDialog>
  )
}
