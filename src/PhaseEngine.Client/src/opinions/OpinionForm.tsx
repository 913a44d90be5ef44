import { useMutation } from '@tanstack/react-query'
import { App, Button, DatePicker, Form, Input, Radio } from 'antd'
import dayjs from 'dayjs'
import { useTranslation } from 'react-i18next'
import { queries } from '../api/queries'
import { record, supersede } from '../forms/acts'
import { documentOf, valuesOf, type Values } from '../forms/document'
import { dropDraft, keepDraft, readDraft } from '../forms/draft'
import { useKind } from '../forms/useKinds'
import { Failed } from '../shell/states'
import { useMe } from '../shell/useMe'
import type { Opinion } from './OpinionPage'

interface OpinionFormProps {
  opinion: Opinion

  /** What was said before and is to be changed. */
  earlier?: Opinion['said'][number]
  done?: () => void
}

const sort = 'Opinion'
const words = 1000

/** The opinion itself, as its kind asks for it; what was typed stays on this device until it is given. */
export function OpinionForm({ opinion, earlier, done }: OpinionFormProps) {
  const { t } = useTranslation('opinions')
  const { message } = App.useApp()
  const me = useMe().data
  const form = useKind(sort)?.forms[0]
  const draft = `${opinion.runId}.${opinion.key}.opinion`
  const give = useMutation({
    mutationFn: ({ reason, ...typed }: Values) => {
      const document = documentOf(form?.fields ?? [], typed)
      return earlier === undefined
        ? record([{ runId: opinion.runId, key: opinion.key }], form?.name ?? '', document)
        : supersede(earlier.id, earlier.version, String(reason).trim(), document)
    },
    onSuccess: async () => {
      dropDraft(draft)
      message.success(t('taken'))
      await queries.invalidateQueries()
      done?.()
    },
  })
  if (form === undefined || me === undefined) return null

  const asked = (name: string) => {
    const label = form.fields.find((field) => field.name === name)?.title ?? name
    return { name, label, rules: [{ required: true, message: t('missing', { field: label }) }] }
  }
  const first = earlier === undefined
    ? { on: dayjs(opinion.today), signedBy: me.name, ...readDraft(draft, form.fields) }
    : { ...valuesOf(form.fields, (earlier.document ?? {}) as Values), on: dayjs(opinion.today) }
  return (
    <Form layout="vertical" className="opinion" initialValues={first} onValuesChange={(_, all: Values) => earlier === undefined && keepDraft(draft, all)} onFinish={(typed: Values) => give.mutate(typed)}>
      {earlier !== undefined && (
        <Form.Item name="reason" label={t('reason')} rules={[{ required: true, whitespace: true, message: t('missing', { field: t('reason') }) }]}>
          <Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} maxLength={500} />
        </Form.Item>
      )}
      <Form.Item {...asked('favourable')}>
        <Radio.Group optionType="button" options={[{ value: true, label: t('yes') }, { value: false, label: t('no') }]} />
      </Form.Item>
      <Form.Item {...asked('text')}><Input.TextArea autoSize={{ minRows: 3, maxRows: 12 }} maxLength={words} placeholder={t('example')} /></Form.Item>
      <div className="opinion-foot">
        <Form.Item {...asked('on')}><DatePicker format="YYYY-MM-DD" maxDate={dayjs(opinion.today)} /></Form.Item>
        <Form.Item {...asked('signedBy')}><Input maxLength={100} /></Form.Item>
      </div>
      {give.error && <Failed error={give.error} />}
      <Button type="primary" htmlType="submit" loading={give.isPending}>{t(earlier === undefined ? 'submit' : 'save')}</Button>
    </Form>
  )
}
