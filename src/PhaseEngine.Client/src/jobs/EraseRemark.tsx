import { Button, Form, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, take } from '../api/api'
import { ActDialog } from '../office/ActDialog'
import { textOf } from '../office/plain'

interface EraseRemarkProps {
  runId: string
  remark: { id: string; words: string }
}

/** Erases what somebody wrote with an act. The act stays on record, and that its words were erased. */
export function EraseRemark({ runId, remark }: EraseRemarkProps) {
  const { t } = useTranslation('jobs')
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button type="link" size="small" danger onClick={() => setOpen(true)}>{t('erase.open')}</Button>
      <ActDialog<{ reason: string }>
        open={open}
        close={() => setOpen(false)}
        title={t('erase.title')}
        ok={t('erase.ok')}
        danger
        done={t('erase.done')}
        act={({ reason }) => take(api.POST('/api/v1/runs/{runId}/remarks/{remark}/erasure', { params: { path: { runId, remark: remark.id } }, body: { reason: textOf(reason) ?? '' } }))}
      >
        <p>{t('erase.means')}</p>
        <blockquote className="as-written">{remark.words}</blockquote>
        <Form.Item name="reason" label={t('erase.reason')} rules={[{ required: true, whitespace: true, message: t('erase.missing') }]}>
          <Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} maxLength={500} placeholder={t('erase.example')} />
        </Form.Item>
      </ActDialog>
    </>
  )
}
