import { useMutation } from '@tanstack/react-query'
import { App, Button, DatePicker, Form, Input, Radio } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import { useTranslation } from 'react-i18next'
import { api, take } from '../api/api'
import { queries } from '../api/queries'
import { dropDraft, keepDraft, readDraft } from '../forms/draft'
import type { Field } from '../forms/useKinds'
import { Failed } from '../shell/states'
import type { ItemView } from './Register'

export type Move = 'progress' | 'solved' | 'explained' | 'redo' | 'relapse'

/** What can become of an item now, by whom. */
export function movesOf(item: ItemView, mine: boolean, roles: readonly string[]): Move[] {
  const unsettled = item.state === 'open' || item.state === 'redo' || item.state === 'relapsed'
  const superior = roles.includes('supervisor')
  return [
    ...(unsettled && mine ? (['progress', 'solved', 'explained'] as const) : []),
    ...(!unsettled && (mine || superior) ? (['relapse'] as const) : []),
    ...(item.state !== 'redo' && superior ? (['redo'] as const) : []),
  ]
}

interface Typed {
  on: Dayjs
  text: string
  class?: string
  understanding?: string
  due?: Dayjs | null
}

const days: Field[] = ['on', 'due'].map((name) => ({ name, title: '', type: 'date', required: false, words: null, rows: null, min: null, max: null }))

/** Records what became of an item; which one, and from where it comes, goes without saying. */
export function MoveItem({ item, move, today, done }: { item: ItemView; move: Move; today: string; done: () => void }) {
  const { t } = useTranslation('registers')
  const { message } = App.useApp()
  const draft = `${item.id}.${move}`
  const send = useMutation({
    mutationFn: ({ on, text, understanding, due, class: sorted }: Typed) => take(api.POST('/api/v1/items/{itemId}/records', {
      params: { path: { itemId: item.id }, header: { 'If-Match': `"${item.version}"` } },
      body: {
        form: move === 'solved' || move === 'explained' ? 'result' : move,
        on: on.format('YYYY-MM-DD'),
        document: {
          text: text.trim(),
          ...(move === 'solved' || move === 'explained' ? { to: move } : {}),
          ...(move === 'explained' ? { understanding: understanding?.trim() } : {}),
          ...(due ? { due: due.format('YYYY-MM-DD') } : {}),
          ...(sorted ? { class: sorted } : {}),
        } as never,
      },
    })),
    onSuccess: async () => {
      dropDraft(draft)
      message.success(t('move.recorded'))
      done()
      await queries.invalidateQueries()
    },
  })

  return (
    <Form<Typed>
      layout="vertical"
      className="move"
      initialValues={readDraft(draft, days) ?? { on: dayjs(today) }}
      onValuesChange={(_, all) => keepDraft(draft, { ...all })}
      onFinish={(typed) => send.mutate(typed)}
    >
      <h3>{t(`move.${move}`)}</h3>
      <Form.Item name="on" label={t('move.on')} rules={[{ required: true, message: t('move.onMissing') }]}><DatePicker maxDate={dayjs(today)} /></Form.Item>
      <Form.Item name="text" label={t(`move.text.${move}`)} rules={[{ required: true, whitespace: true, message: t('move.textMissing') }]}>
        <Input.TextArea autoSize={{ minRows: 2, maxRows: 10 }} />
      </Form.Item>
      {move === 'explained' && (
        <Form.Item name="understanding" label={t('move.understanding')} rules={[{ required: true, whitespace: true, message: t('move.understandingMissing') }]}>
          <Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} />
        </Form.Item>
      )}
      {move === 'progress' && (
        <Form.Item name="class" label={t('move.class')}>
          <Radio.Group optionType="button" options={(['concentrate', 'explain'] as const).map((value) => ({ value, label: t(`class.${value}`) }))} />
        </Form.Item>
      )}
      {(move === 'redo' || move === 'relapse') && <Form.Item name="due" label={t('move.due')}><DatePicker minDate={dayjs(today)} /></Form.Item>}
      {send.error && <Failed error={send.error} />}
      <Button type="primary" htmlType="submit" loading={send.isPending}>{t('move.save')}</Button>
    </Form>
  )
}
