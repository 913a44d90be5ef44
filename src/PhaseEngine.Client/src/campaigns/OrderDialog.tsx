import { Form, Input } from 'antd'
import { useTranslation } from 'react-i18next'
import { api, take, type Schemas } from '../api/api'
import { ActDialog } from '../office/ActDialog'

type Act = 'suspension' | 'resumption' | 'closing'

export interface Ordered {
  run: Schemas['ListRunsView']
  act: Act
}

/** What the office can order about a run as it stands. */
export function actsFor({ status }: Schemas['ListRunsView']): Act[] {
  if (status === 'active') return ['suspension', 'closing']
  return status === 'suspended' ? ['resumption', 'closing'] : []
}

/** Holds a run, lets it go on, or closes it, with the reason. */
export function OrderDialog({ ordered: { run, act }, close }: { ordered: Ordered; close: () => void }) {
  const { t } = useTranslation('campaigns')
  return (
    <ActDialog<{ reason: string }>
      open
      close={close}
      title={t(`order.${act}.title`, { unit: run.unit })}
      ok={t(`order.${act}.do`)}
      danger={act === 'closing'}
      done={t(`order.${act}.done`)}
      act={({ reason }) => {
        const request = { params: { path: { runId: run.id } }, body: { reason } }
        if (act === 'suspension') return take(api.POST('/api/v1/runs/{runId}/suspension', request))
        if (act === 'resumption') return take(api.POST('/api/v1/runs/{runId}/resumption', request))
        return take(api.POST('/api/v1/runs/{runId}/closing', request))
      }}
    >
      <p>{t(`order.${act}.means`)}</p>
      <Form.Item name="reason" label={t('reason')} rules={[{ required: true, whitespace: true, message: t('reasonMissing') }]}>
        <Input.TextArea autoSize={{ minRows: 2 }} maxLength={500} />
      </Form.Item>
    </ActDialog>
  )
}
