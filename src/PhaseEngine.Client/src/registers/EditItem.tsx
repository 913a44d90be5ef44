import { useMutation } from '@tanstack/react-query'
import { App, Button, DatePicker, Form, Input, Radio } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import { useTranslation } from 'react-i18next'
import { api, take } from '../api/api'
import { queries } from '../api/queries'
import { Failed } from '../shell/states'
import type { ItemView } from './Register'

interface Typed {
  measures?: string | null
  responsible: string
  deadline?: Dayjs | null
  priority: string
  watchUntil?: Dayjs | null
}

/** How an item is worked on: measures, who, by when, how pressing. */
export function EditItem({ item, done }: { item: ItemView; done: () => void }) {
  const { t } = useTranslation('registers')
  const { message } = App.useApp()
  const dayOf = (day: Dayjs | null | undefined) => day?.format('YYYY-MM-DD') ?? null
  const edit = useMutation({
    mutationFn: (typed: Typed) => take(api.PUT('/api/v1/items/{itemId}', {
      params: { path: { itemId: item.id }, header: { 'If-Match': `"${item.version}"` } },
      body: {
        measures: typed.measures?.trim() || null, responsible: typed.responsible.trim(), deadline: dayOf(typed.deadline), priority: typed.priority,
        watchUntil: dayOf(typed.watchUntil),
      },
    })),
    onSuccess: async () => {
      message.success(t('edit.saved'))
      done()
      await queries.invalidateQueries()
    },
  })

  return (
    <Form<Typed>
      layout="vertical"
      className="move"
      initialValues={{
        measures: item.measures, responsible: item.responsible ?? '', priority: item.priority,
        deadline: item.deadline === null ? null : dayjs(item.deadline), watchUntil: item.watchUntil === null ? null : dayjs(item.watchUntil),
      }}
      onFinish={(typed) => edit.mutate(typed)}
    >
      <h3>{t('edit.open')}</h3>
      <Form.Item name="measures" label={t('facts.measures')}><Input.TextArea autoSize={{ minRows: 2, maxRows: 8 }} maxLength={2000} /></Form.Item>
      <Form.Item name="responsible" label={t('facts.responsible')} rules={[{ required: true, whitespace: true, message: t('edit.responsibleMissing') }]}><Input maxLength={200} /></Form.Item>
      <Form.Item name="deadline" label={t('facts.deadline')}><DatePicker /></Form.Item>
      <Form.Item name="priority" label={t('facts.priority')}>
        <Radio.Group optionType="button" options={[{ value: 'main', label: t('main') }, { value: 'minor', label: t('minor') }]} />
      </Form.Item>
      {item.solvedOn !== null && <Form.Item name="watchUntil" label={t('facts.watchUntil')}><DatePicker /></Form.Item>}
      {edit.error && <Failed error={edit.error} />}
      <Button type="primary" htmlType="submit" loading={edit.isPending}>{t('edit.save')}</Button>
    </Form>
  )
}
