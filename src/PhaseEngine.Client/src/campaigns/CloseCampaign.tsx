import { Button, Form, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, take, type Schemas } from '../api/api'
import { ActDialog } from '../office/ActDialog'
import { ifMatch } from '../office/plain'
import { useAsOpened } from '../office/useAsOpened'

/** Ends a campaign for all its units, with the reason, after saying how many are still under way. */
export function CloseCampaign({ found }: { found: Schemas['GetCampaignView'] }) {
  const { t } = useTranslation('campaigns')
  const [open, setOpen] = useState(false)
  const { campaign, standings } = useAsOpened(open, found)
  const underWay = standings.filter(({ status }) => status === 'active' || status === 'suspended').reduce((sum, { units }) => sum + units, 0)

  return (
    <>
      <Button danger onClick={() => setOpen(true)}>
        {t('close.do')}
      </Button>
      <ActDialog<{ reason: string }>
        open={open}
        close={() => setOpen(false)}
        title={t('close.title', { campaign: campaign.title })}
        ok={t('close.do')}
        danger
        done={t('close.done')}
        act={({ reason }) =>
          take(api.POST('/api/v1/campaigns/{campaignId}/closing', { params: { path: { campaignId: campaign.id }, header: ifMatch(campaign.version) }, body: { reason } }))
        }
      >
        <p>{t('close.underWay', { count: underWay })}</p>
        <p>{t('close.means')}</p>
        <Form.Item name="reason" label={t('reason')} rules={[{ required: true, whitespace: true, message: t('reasonMissing') }]}>
          <Input.TextArea autoSize={{ minRows: 2 }} maxLength={500} />
        </Form.Item>
      </ActDialog>
    </>
  )
}
