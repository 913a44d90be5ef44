import { useMutation, useQuery } from '@tanstack/react-query'
import { App, Button, DatePicker, Flex, Form, Input, Select, Typography } from 'antd'
import type { Dayjs } from 'dayjs'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useParams } from 'react-router'
import { api, take, type Schemas } from '../api/api'
import { queries } from '../api/queries'
import { Picker, type Named } from '../office/Picker'
import { dayOf } from '../office/plain'
import { Answer, Failed } from '../shell/states'
import { Title } from '../shell/Title'
import { MovePreview } from './MovePreview'
import { Moves } from './Moves'
import { useCampaign, useHoldups } from './useCampaign'
import './campaigns.css'

interface Typed {
  key: string
  due: Dayjs
  under?: Named | null
  batch?: number
  reason: string
}

/** One deadline moved for many units (B.3): choose, see who is affected, then do it; and what was moved before, to be undone. */
export function DeadlinesPage() {
  const { t } = useTranslation('campaigns')
  const campaignId = useParams().campaignId ?? ''
  const campaign = useCampaign(campaignId)
  const holdups = useHoldups(campaignId)

  return (
    <Answer of={campaign}>
      {(found) => (
        <>
          <Title text={t('deadlines.title')} above={<Link to={`/campaigns/${campaignId}`}>{found.campaign.title}</Link>} />
          <Answer of={holdups}>
            {(items) => (
              <>
                <MoveForm campaignId={campaignId} batches={found.batches} holdups={items} />
                <Moves campaignId={campaignId} titleOf={(key) => titleOf(key, items)} />
              </>
            )}
          </Answer>
        </>
      )}
    </Answer>
  )
}

const titleOf = (key: string, { phases, items }: Schemas['GetHoldupsView']) => [...items, ...phases].find((one) => one.key === key)?.title ?? key

interface MoveFormProps {
  campaignId: string
  batches: Schemas['GetCampaignBatchView'][]
  holdups: Schemas['GetHoldupsView']
}

function MoveForm({ campaignId, batches, holdups }: MoveFormProps) {
  const { t } = useTranslation('campaigns')
  const { message } = App.useApp()
  const [form] = Form.useForm<Typed>()
  const [wish, setWish] = useState<Schemas['PreviewDeadlineBody'] | null>(null)
  const path = { campaignId }
  const preview = useQuery({
    queryKey: ['campaigns', campaignId, 'deadline-preview', wish],
    queryFn: () => take(api.POST('/api/v1/campaigns/{campaignId}/deadline-previews', { params: { path }, body: wish as Schemas['PreviewDeadlineBody'] })),
    enabled: wish !== null,
    staleTime: 0,
  })
  const move = useMutation({
    mutationFn: (reason: string) => take(api.POST('/api/v1/campaigns/{campaignId}/deadlines', { params: { path }, body: { ...(wish as Schemas['PreviewDeadlineBody']), reason } })),
    onSuccess: async (moved) => {
      message.success(t('deadlines.moved', { count: moved.moved }))
      form.resetFields()
      setWish(null)
      await queries.invalidateQueries({ queryKey: ['campaigns', campaignId] })
    },
  })
  const look = ({ key, due, under, batch }: Typed) => setWish({ key, due: dayOf(due) ?? '', under: under?.id ?? null, batch: batch ?? null })

  return (
    <section className="card">
      {/* What was looked at is what is moved: whoever changes the wish looks again. */}
      <Form form={form} layout="vertical" onValuesChange={(changed) => !('reason' in changed) && setWish(null)} onFinish={(typed) => (wish === null ? look(typed) : move.mutate(typed.reason))} className="narrow">
        <Form.Item name="key" label={t('deadlines.what')} rules={[{ required: true, message: t('deadlines.whatMissing') }]}>
          <Select showSearch={{ optionFilterProp: 'label' }} options={optionsOf(holdups, t('deadlines.wholePhase'))} placeholder={t('deadlines.whatPlaceholder')} />
        </Form.Item>
        <Form.Item name="due" label={t('deadlines.due')} rules={[{ required: true, message: t('deadlines.dueMissing') }]}>
          <DatePicker />
        </Form.Item>
        <Form.Item name="under" label={t('deadlines.under')}>
          <Picker of="unit" label={t('deadlines.under')} placeholder={t('deadlines.everybody')} />
        </Form.Item>
        {batches.length > 1 && (
          <Form.Item name="batch" label={t('deadlines.batch')}>
            <Select allowClear placeholder={t('deadlines.everyBatch')} options={batches.map((batch) => ({ value: batch.number, label: batch.title }))} />
          </Form.Item>
        )}
        {wish === null && <Button type="primary" htmlType="submit">{t('deadlines.preview')}</Button>}
        {wish !== null && (
          <Answer of={preview}>
            {(seen) => (
              <>
                <Typography.Title level={2} className="part">{t('deadlines.affected')}</Typography.Title>
                <MovePreview seen={seen} />
                {seen.moves > 0 && (
                  <>
                    <Form.Item name="reason" label={t('reason')} rules={[{ required: true, whitespace: true, message: t('reasonMissing') }]}>
                      <Input.TextArea autoSize={{ minRows: 2 }} maxLength={500} placeholder={t('deadlines.reasonHint')} />
                    </Form.Item>
                    <Flex gap="small">
                      <Button type="primary" htmlType="submit" loading={move.isPending}>{t('deadlines.move', { count: seen.moves })}</Button>
                      <Button onClick={() => setWish(null)}>{t('deadlines.otherwise')}</Button>
                    </Flex>
                  </>
                )}
                {move.error && <Failed error={move.error} />}
              </>
            )}
          </Answer>
        )}
      </Form>
    </section>
  )
}

/** Requirements and gates under their phase; the phase's own end among them. */
function optionsOf({ phases, items }: Schemas['GetHoldupsView'], wholePhase: string) {
  const groups = phases.map((phase) => ({
    label: phase.title,
    options: [
      ...items.filter((item) => item.phase === phase.key).map((item) => ({ value: item.key, label: item.title })),
      { value: phase.key, label: `${phase.title}（${wholePhase}）` },
    ],
  }))
  const loose = items.filter((item) => item.phase === null).map((item) => ({ value: item.key, label: item.title }))
  return [...groups, ...loose]
}
