import { useMutation, useQuery } from '@tanstack/react-query'
import { App, Button, Form } from 'antd'
import { useTranslation } from 'react-i18next'
import { api, take } from '../api/api'
import { queries } from '../api/queries'
import { Refusal } from '../api/refusal'
import type { Requirement, Run } from '../runs/useRun'
import { Failed } from '../shell/states'
import { documentOf, firstValues, hasRoll, plainFields, rollOf, type Values } from './document'
import { dropDraft, keepDraft, readDraft } from './draft'
import { FieldInput } from './FieldInput'
import { Roll } from './Roll'
import type { Field, RecordForm as FormOf } from './useKinds'

interface RecordFormProps {
  run: Run
  requirement: Requirement
  form: FormOf
}

/** A form of a kind, drawn from what the kind declares. */
export function RecordForm({ run, requirement, form }: RecordFormProps) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const [fill] = Form.useForm<Values>()
  const draft = `${run.id}.${requirement.key}.${form.name}`
  const path = { runId: run.id, requirement: requirement.key }
  const withMembers = form.fields.some((field) => field.type === 'member' || field.type === 'members')
  const members = useQuery({
    queryKey: ['runs', run.id, 'members', requirement.key],
    queryFn: () => take(api.GET('/api/v1/runs/{runId}/requirements/{requirement}/members', { params: { path } })),
    enabled: withMembers,
  })
  const asked = members.data?.members ?? []
  const roll = hasRoll(form.fields)

  const record = useMutation({
    mutationFn: (values: Values) => {
      const document = documentOf(form.fields, roll ? { ...values, ...rollOf(asked.map((one) => one.id), (values['absent'] ?? []) as string[]) } : values)
      return take(api.POST('/api/v1/runs/{runId}/requirements/{requirement}/evidence', {
        params: { path },
        body: { form: form.name, on: null, document: document as never, alsoServes: null },
      }))
    },
    onSuccess: async () => {
      dropDraft(draft)
      fill.resetFields()
      message.success(t('record.recorded'))
      await queries.invalidateQueries()
    },
    onError: (error) => {
      if (error instanceof Refusal) fill.setFields(placed(error, form.fields))
    },
  })

  return (
    <Form
      form={fill}
      layout="vertical"
      className="record"
      initialValues={readDraft(draft, form.fields) ?? firstValues(form.fields, run.today)}
      onValuesChange={(_, all) => keepDraft(draft, all)}
      onFinish={(values) => record.mutate(values)}
      scrollToFirstError
    >
      {plainFields(form.fields).map((field) => <FieldInput key={field.name} field={field} members={asked} path={[field.name]} />)}
      {roll && <Roll members={asked} loading={members.isPending} />}
      {members.error && <Failed error={members.error} again={members.refetch} />}
      {record.error && <Failed error={record.error} />}
      <Button type="primary" htmlType="submit" loading={record.isPending} disabled={withMembers && members.data === undefined}>{t('record.save')}</Button>
    </Form>
  )
}

/** The fields a refusal names, each with what is wrong with it. */
function placed(refusal: Refusal, fields: readonly Field[]) {
  const named = Object.entries(refusal.fields).map(([name, errors]) => ({ name: name.replace(/^document\./, ''), errors: [...errors] }))
  const fact = typeof refusal.facts['field'] === 'string' ? refusal.facts['field'] : undefined
  if (fact !== undefined && fields.some((field) => field.name === fact)) named.push({ name: fact, errors: [refusal.detail ?? refusal.title] })
  return named.filter((one) => fields.some((field) => field.name === one.name))
}
