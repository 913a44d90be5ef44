import { useMutation } from '@tanstack/react-query'
import { App, Button, Flex, Form, Input } from 'antd'
import { useTranslation } from 'react-i18next'
import { api, take, type Schemas } from '../api/api'
import { queries } from '../api/queries'
import { Failed } from '../shell/states'
import type { Gate, Requirement, Run } from './useRun'

interface DecisionProps {
  run: Run
  activity: Requirement | Gate
  row: Schemas['ApprovalView']
  isGate: boolean
}

/** The reader's own word. Returning something asks for the reason, which the unit reads. */
export function Decision({ run, activity, row, isGate }: DecisionProps) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const [form] = Form.useForm<{ reason: string }>()
  const decide = useMutation({
    mutationFn: (word: 'give' | 'return') => {
      const reason = form.getFieldValue('reason') as string | undefined
      const body = { word, asking: activity.asking, row: row.row, reason: reason?.trim() || null, reopens: null, due: null, responsible: null }
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
  const sendBack = async () => {
    await form.validateFields()
    decide.mutate('return')
  }

  return (
    <Form form={form} layout="vertical" className="decision">
      <Form.Item name="reason" label={t('decision.reason')} rules={[{ required: true, whitespace: true, message: t('decision.reasonMissing') }]} validateTrigger={[]} extra={t('decision.reasonHint')}>
        <Input.TextArea autoSize={{ minRows: 2, maxRows: 8 }} maxLength={2000} />
      </Form.Item>
      {decide.error && <Failed error={decide.error} />}
      <Flex gap="small" wrap>
        <Button type="primary" loading={decide.isPending} onClick={() => decide.mutate('give')}>{t(`decision.give.${row.act}`)}</Button>
        {(row.act === 'review' || row.act === 'approve') && <Button loading={decide.isPending} onClick={() => void sendBack().catch(() => undefined)}>{t('decision.return')}</Button>}
      </Flex>
    </Form>
  )
}
