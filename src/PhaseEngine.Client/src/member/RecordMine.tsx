import { useMutation } from '@tanstack/react-query'
import { App, Button, DatePicker, Drawer, Form, Input, InputNumber, Radio } from 'antd'
import dayjs from 'dayjs'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { queries } from '../api/queries'
import { record } from '../forms/acts'
import { documentOf, firstValues, type Values } from '../forms/document'
import { dropDraft, keepDraft, readDraft } from '../forms/draft'
import { useKind, type Field, type RecordForm } from '../forms/useKinds'
import { Failed } from '../shell/states'
import { useMe } from '../shell/useMe'
import type { Duty } from './MemberPage'

/** Where a member may record what they did themselves: the forms without anybody else on them. */
export function RecordMine({ duty }: { duty: Duty }) {
  const kind = useKind(duty.kind)
  const [opened, setOpened] = useState<RecordForm>()
  const forms = kind?.forms.filter((form) => duty.forms.includes(form.name) && form.fields.some((field) => field.name === 'members')) ?? []
  return (
    <>
      {forms.map((form) => <Button key={form.name} size="small" onClick={() => setOpened(form)}>{form.title}</Button>)}
      {opened && <Drawer open onClose={() => setOpened(undefined)} title={opened.title} size={480} destroyOnHidden><MyForm duty={duty} form={opened} done={() => setOpened(undefined)} /></Drawer>}
    </>
  )
}

function MyForm({ duty, form, done }: { duty: Duty; form: RecordForm; done: () => void }) {
  const { t } = useTranslation('member')
  const { message } = App.useApp()
  const me = useMe().data
  const fields = form.fields.filter((field) => field.type !== 'members')
  const draft = `${duty.runId}.${duty.key}.${form.name}.mine`
  const save = useMutation({
    mutationFn: (typed: Values) => record([{ runId: duty.runId, key: duty.key }], form.name, { ...documentOf(fields, typed), members: [me?.memberId] }),
    onSuccess: async () => {
      dropDraft(draft)
      message.success(t('recorded'))
      done()
      await queries.invalidateQueries()
    },
  })

  return (
    <Form layout="vertical" initialValues={readDraft(draft, fields) ?? firstValues(fields, dayjs().format('YYYY-MM-DD'))} onValuesChange={(_, all: Values) => keepDraft(draft, all)} onFinish={(typed: Values) => save.mutate(typed)}>
      {fields.map((field) => (
        <Form.Item key={field.name} name={field.name} label={field.title} rules={field.required ? [{ required: true, message: t('missing', { field: field.title }) }] : []}>{inputOf(field)}</Form.Item>
      ))}
      {save.error && <Failed error={save.error} />}
      <Button type="primary" htmlType="submit" loading={save.isPending}>{t('save')}</Button>
    </Form>
  )
}

function inputOf(field: Field) {
  if (field.type === 'date') return <DatePicker maxDate={dayjs()} />
  if (field.type === 'whole' || field.type === 'number') return <InputNumber min={field.min ?? undefined} max={field.max ?? undefined} />
  if (field.type === 'word') return <Radio.Group optionType="button" options={field.words?.map((word) => ({ value: word.value, label: word.title }))} />
  return field.type === 'text' ? <Input.TextArea autoSize={{ minRows: 3 }} /> : <Input maxLength={500} />
}
