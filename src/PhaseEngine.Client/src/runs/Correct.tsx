import { useMutation } from '@tanstack/react-query'
import { App, Button, Drawer, Form, Input, Popconfirm, Segmented } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { queries } from '../api/queries'
import { supersede } from '../forms/acts'
import { valuesOf, type Values } from '../forms/document'
import { RecordForm } from '../forms/RecordForm'
import type { RecordForm as FormOf } from '../forms/useKinds'
import { Failed } from '../shell/states'
import type { RecordView } from './RecordDetails'
import type { Requirement, Run } from './useRun'
import '../forms/forms.css'

interface CorrectProps {
  run: Run
  requirement: Requirement
  record: RecordView
  form: FormOf
  close: () => void
}

/** Puts a record right, or takes it back: either with the reason, and the wrong one stays to be seen (S.51). */
export function Correct({ run, requirement, record, form, close }: CorrectProps) {
  const { t } = useTranslation('runs')
  const common = useTranslation().t
  const [how, setHow] = useState<'right' | 'back'>('right')
  const document = (record.document ?? {}) as Values
  // What it is about stays as it was.
  const fixed = Object.fromEntries(form.fields.filter((field) => field.type === 'item' || field.name === 'from').filter((field) => field.name in document).map((field) => [field.name, document[field.name]]))
  const reason = (
    <Form.Item name="reason" label={t('correct.reason')} rules={[{ required: true, whitespace: true, message: t('correct.reasonMissing') }]}>
      <Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} maxLength={500} placeholder={t('correct.example')} />
    </Form.Item>
  )

  return (
    <Drawer open onClose={close} title={t('correct.title', { form: form.title })} size={560} destroyOnHidden>
      <p>{t('correct.hint')}</p>
      <Segmented
        aria-label={common('choice.way')}
        value={how}
        onChange={setHow}
        options={[{ value: 'right', label: t('correct.right') }, { value: 'back', label: t('correct.back') }]}
        style={{ marginBottom: 16 }}
      />
      {how === 'right'
        ? (
            <RecordForm
              run={run}
              requirement={requirement}
              form={form}
              fixed={fixed}
              begin={valuesOf(form.fields, document)}
              above={reason}
              save={t('correct.save')}
              send={(right, typed) => supersede(record.id, record.version, String(typed['reason']).trim(), right)}
              done={close}
            />
          )
        : <TakeBack record={record} close={close} />}
    </Drawer>
  )
}

function TakeBack({ record, close }: { record: RecordView; close: () => void }) {
  const { t } = useTranslation('runs')
  const { message } = App.useApp()
  const [form] = Form.useForm<{ reason: string }>()
  const back = useMutation({
    mutationFn: (reason: string) => supersede(record.id, record.version, reason, null),
    onSuccess: async () => {
      message.success(t('correct.takenBack'))
      close()
      await queries.invalidateQueries()
    },
  })

  return (
    <Form form={form} layout="vertical" onFinish={({ reason }) => back.mutate(reason.trim())}>
      <Form.Item name="reason" label={t('correct.reason')} rules={[{ required: true, whitespace: true, message: t('correct.reasonMissing') }]}>
        <Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} maxLength={500} />
      </Form.Item>
      {back.error && <Failed error={back.error} />}
      <Popconfirm title={t('correct.sure')} onConfirm={() => form.submit()}>
        <Button danger loading={back.isPending}>{t('correct.takeBack')}</Button>
      </Popconfirm>
    </Form>
  )
}
