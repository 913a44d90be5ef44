import { useMutation } from '@tanstack/react-query'
import { App, Button, Form, Input, Segmented } from 'antd'
import type { Dayjs } from 'dayjs'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, take, type Schemas } from '../api/api'
import { queries } from '../api/queries'
import { Failed } from '../shell/states'
import { MakeGood } from './MakeGood'
import type { Gate, Requirement, Run } from './useRun'

type Word = Schemas['DecisionWord']

interface Said {
  reason?: string
  due?: Dayjs
  responsible?: string
  reopens?: string[]
}

interface DecisionProps {
  run: Run
  activity: Requirement | Gate
  row: Schemas['ApprovalView']
  isGate: boolean
}

/** The reader's own word. Anything but a plain yes asks for the reason, which the unit reads. */
export function Decision({ run, activity, row, isGate }: DecisionProps) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const [form] = Form.useForm<Said>()
  const [word, setWord] = useState<Word>('give')
  const words = wordsFor(row, isGate ? (activity as Gate) : undefined)
  const decide = useMutation({
    mutationFn: (said: Said) => {
      const body = {
        word,
        asking: activity.asking,
        row: row.row,
        reason: said.reason?.trim() || null,
        reopens: said.reopens ?? null,
        due: said.due?.format('YYYY-MM-DD') ?? null,
        responsible: said.responsible ?? null,
      }
      return isGate
        ? take(api.POST('/api/v1/runs/{runId}/gates/{gate}/decision', { params: { path: { runId: run.id, gate: activity.key } }, body }))
        : take(api.POST('/api/v1/runs/{runId}/requirements/{requirement}/decision', { params: { path: { runId: run.id, requirement: activity.key } }, body }))
    },
    onSuccess: async () => {
      form.resetFields()
      message.success(t('decision.recorded'))
      await queries.invalidateQueries()
    },
  })
  const sayOf = (one: Word) => (one === 'give' ? t(`decision.give.${row.act}`) : t(`decision.words.${one}`))

  return (
    <Form form={form} layout="vertical" className="decision" onFinish={(said) => decide.mutate(said)}>
      {words.length > 1 && (
        <Form.Item label={t('decision.word')}>
          <Segmented options={words.map((one) => ({ value: one, label: sayOf(one) }))} value={word} onChange={setWord} aria-label={t('decision.word')} />
        </Form.Item>
      )}
      <Form.Item
        name="reason"
        label={t('decision.reason')}
        rules={[{ required: word !== 'give', whitespace: true, message: t('decision.reasonMissing') }]}
        extra={word === 'return' ? t('decision.reasonHint') : undefined}
      >
        <Input.TextArea autoSize={{ minRows: 2, maxRows: 8 }} maxLength={2000} />
      </Form.Item>
      {isGate && (word === 'return' || word === 'onCondition') && <MakeGood run={run} gate={activity as Gate} word={word} />}
      {decide.error && <Failed error={decide.error} />}
      <Button type="primary" htmlType="submit" danger={word === 'return'} loading={decide.isPending}>{sayOf(word)}</Button>
    </Form>
  )
}

/** What may be said: receipts and advice are only given; a gate allows more where its template does. */
function wordsFor(row: Schemas['ApprovalView'], gate: Gate | undefined): Word[] {
  if (row.act !== 'review' && row.act !== 'approve') return ['give']
  const last = gate !== undefined && row.row === gate.approvals.length - 1
  return ['give', 'return', ...(last ? gate.allows : [])]
}
