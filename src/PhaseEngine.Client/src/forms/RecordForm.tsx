import { useMutation, useQueries } from '@tanstack/react-query'
import { App, Button, Flex, Form } from 'antd'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { queries } from '../api/queries'
import { Refusal } from '../api/refusal'
import type { Requirement, Run } from '../runs/useRun'
import { Failed } from '../shell/states'
import { addAttachment, record } from './acts'
import { asks } from './asks'
import { FilesInput } from './FilesInput'
import { documentOf, firstValues, hasRoll, rollOf, theRoll, withRollOnce, type Values } from './document'
import { dropDraft, keepDraft, readDraft } from './draft'
import { FieldInput } from './FieldInput'
import { alsoOf, Joint } from './Joint'
import { askedMembers, together } from './members'
import { Roll } from './Roll'
import type { Field, RecordForm as FormOf } from './useKinds'

interface RecordFormProps {
  run: Run
  requirement: Requirement
  form: FormOf

  /** What goes without saying: sent, not asked for. */
  fixed?: Values

  /** What it begins with where nothing was typed before. */
  begin?: Values

  /** Fields drawn in a way of their own. */
  drawn?: Record<string, ReactNode>

  /** More to fill in that is no field of the record. */
  above?: ReactNode

  /** Sends it otherwise than as a new record; gives the record's id. */
  send?: (document: Values, typed: Values) => Promise<string | undefined>
  save?: string
  done?: () => void
}

/** A form of a kind, drawn from what the kind declares. What was typed stays on this device until it is recorded. */
export function RecordForm({ run, requirement, form, fixed = {}, begin, drawn = {}, above, send, save, done }: RecordFormProps) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const [fill] = Form.useForm<Values>()
  const [files, setFiles] = useState<File[]>([])
  const draft = [run.id, requirement.key, form.name, ...Object.values(fixed)].join('.')
  const fields = form.fields.filter((field) => !(field.name in fixed))
  const roll = hasRoll(fields)
  const withMembers = fields.some((field) => field.type === 'member' || field.type === 'members' || field.rows?.some((row) => row.type === 'member'))
  const [first] = useState(() => (send === undefined ? readDraft(draft, form.fields) : undefined) ?? begin ?? firstValues(fields, run.today, run.myRoles))

  const typed = (Form.useWatch([], fill) as Values | undefined) ?? first
  const serves = [{ runId: run.id, key: requirement.key }, ...alsoOf(idsIn(typed['also']))]
  const asked = useQueries({ queries: withMembers ? serves.map(askedMembers) : [], combine: together })
  // A roll that was called stays the one of its day: who came since was not asked then.
  const called = [...idsIn(begin?.['present']), ...idsIn(begin?.['absent'])]
  const everybody = called.length > 0 ? called : asked.members.map((member) => member.id)
  const onRoll = asked.members.filter((member) => everybody.includes(member.id))

  const recording = useMutation({
    mutationFn: async (typed: Values) => {
      const document = { ...documentOf(fields, roll ? { ...typed, ...rollOf(everybody, idsIn(typed['absent'])) } : typed), ...fixed }
      const id = send === undefined ? await record(serves, form.name, document) : await send(document, typed)
      return { id, lost: id === undefined ? [] : await addAll(id, files) }
    },
    onSuccess: async ({ lost }) => {
      dropDraft(draft)
      // The form's own first values may be a draft that is recorded now.
      fill.setFieldsValue({ also: undefined, ...blank(fields), ...firstValues(fields, run.today, run.myRoles) })
      setFiles([])
      message.success(t('record.recorded'))
      if (lost.length > 0) message.warning(t('record.filesLost', { names: lost.join('、') }), 10)
      await queries.invalidateQueries()
      done?.()
    },
    onError: (error) => {
      if (error instanceof Refusal) fill.setFields(placed(error, fields))
    },
  })

  return (
    <Form
      form={fill}
      layout="vertical"
      className="record"
      initialValues={first}
      onValuesChange={(_, all) => send === undefined && keepDraft(draft, all)}
      onFinish={(typed) => recording.mutate(typed)}
      scrollToFirstError
    >
      {above}
      {withRollOnce(fields).filter((field) => field === theRoll || asks(form.name, field.name, typed)).map((field) => field === theRoll
        ? <Roll key="roll" members={onRoll} serves={serves} loading={asked.loading} />
        : (drawn[field.name] ?? <FieldInput key={field.name} field={field} members={asked.members} serves={serves} path={[field.name]} />))}
      {send === undefined && roll && <Joint run={run} requirement={requirement} form={form.name} />}
      <FilesInput files={files} change={setFiles} />
      {asked.error && <Failed error={asked.error} again={asked.again} />}
      {recording.error && <Failed error={recording.error} />}
      <Flex gap="small" wrap className="record-foot">
        <Button type="primary" htmlType="submit" loading={recording.isPending} disabled={withMembers && asked.loading}>{save ?? t('record.save')}</Button>
      </Flex>
    </Form>
  )
}

const idsIn = (value: unknown) => (Array.isArray(value) ? (value as string[]) : [])

const blank = (fields: readonly Field[]) => Object.fromEntries(fields.map((field) => [field.name, undefined]))

/** Each file by itself: what one loses the others keep. */
async function addAll(evidence: string, files: readonly File[]) {
  const lost: string[] = []
  for (const file of files) {
    try {
      await addAttachment(evidence, file)
    } catch (error) {
      lost.push(error instanceof Refusal ? `${file.name}（${error.title}）` : file.name)
    }
  }
  return lost
}

/** The fields a refusal names, each with what is wrong with it. */
function placed(refusal: Refusal, fields: readonly Field[]) {
  const named = Object.entries(refusal.fields).map(([name, errors]) => ({ name: name.replace(/^document\./, ''), errors: [...errors] }))
  const fact = typeof refusal.facts['field'] === 'string' ? refusal.facts['field'] : undefined
  if (fact !== undefined && fields.some((field) => field.name === fact)) named.push({ name: fact, errors: [refusal.detail ?? refusal.title] })
  return named.filter((one) => fields.some((field) => field.name === one.name))
}
