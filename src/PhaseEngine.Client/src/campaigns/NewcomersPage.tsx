import { useMutation, useQuery } from '@tanstack/react-query'
import { App, Button, Checkbox, Flex, Select, Typography } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useParams } from 'react-router'
import { api, take, type Schemas } from '../api/api'
import { queries } from '../api/queries'
import { Picker, type Named } from '../office/Picker'
import { Answer, Failed, Nothing } from '../shell/states'
import { Title } from '../shell/Title'
import { useCampaign } from './useCampaign'
import './campaigns.css'

/** So many at once; the server takes no more in one act. */
const most = 200

/** Units founded since the launch, or exempt until now, are brought into the running campaign (B.2). */
export function NewcomersPage() {
  const { t } = useTranslation('campaigns')
  const campaignId = useParams().campaignId ?? ''
  const campaign = useCampaign(campaignId)
  const newcomers = useQuery({
    queryKey: ['campaigns', campaignId, 'newcomers'],
    queryFn: () => take(api.GET('/api/v1/campaigns/{campaignId}/newcomers', { params: { path: { campaignId } } })),
  })

  return (
    <Answer of={campaign}>
      {(found) => (
        <>
          <Title text={t('newcomers.title')} above={<Link to={`/campaigns/${campaignId}`}>{found.campaign.title}</Link>} />
          <Answer of={newcomers}>{(units) => <Join campaignId={campaignId} batches={found.batches} found={units} />}</Answer>
        </>
      )}
    </Answer>
  )
}

interface JoinProps {
  campaignId: string
  batches: Schemas['GetCampaignBatchView'][]
  found: Schemas['ListNewcomersNewcomer'][]
}

function Join({ campaignId, batches, found }: JoinProps) {
  const { t } = useTranslation('campaigns')
  const { message } = App.useApp()
  const [byHand, setByHand] = useState<Named[]>([])
  const [chosen, setChosen] = useState<string[]>([])
  const [batch, setBatch] = useState<number | null>(null)
  const units = [...found.map((unit) => ({ id: unit.unitId, name: unit.name })), ...byHand]
  const join = useMutation({
    mutationFn: () => take(api.POST('/api/v1/campaigns/{campaignId}/units', { params: { path: { campaignId } }, body: { unitIds: chosen, batch } })),
    onSuccess: async (joined) => {
      message.success(t('newcomers.done', { count: joined.runs.length }))
      setChosen([])
      setByHand([])
      await queries.invalidateQueries({ queryKey: ['campaigns', campaignId] })
    },
  })
  const add = (unit: Named | null) => {
    if (unit === null || units.some((one) => one.id === unit.id)) return
    setByHand([...byHand, unit])
    setChosen([...chosen, unit.id])
  }

  return (
    <section className="card">
      <Typography.Paragraph>{t('newcomers.means')}</Typography.Paragraph>
      {units.length === 0 && <Nothing text={t('newcomers.nothing')} />}
      {units.length > 1 && <Checkbox checked={chosen.length === Math.min(units.length, most)} onChange={(event) => setChosen(event.target.checked ? units.slice(0, most).map((unit) => unit.id) : [])}>{t('newcomers.all')}</Checkbox>}
      <Checkbox.Group className="choose" value={chosen} onChange={setChosen} options={units.map((unit) => ({ value: unit.id, label: unit.name }))} />
      <Flex vertical gap="small" className="narrow">
        <Picker of="unit" label={t('newcomers.byHand')} placeholder={t('newcomers.byHand')} value={null} onChange={add} />
        {batches.length > 1 && (
          <Select allowClear aria-label={t('newcomers.batch')} placeholder={t('newcomers.batch')} value={batch} onChange={(number: number | null) => setBatch(number ?? null)} options={batches.map((one) => ({ value: one.number, label: one.title }))} />
        )}
        {join.error && <Failed error={join.error} />}
        {chosen.length > most && <span className="mark bad">{t('newcomers.tooMany', { most })}</span>}
        <Button type="primary" disabled={chosen.length === 0 || chosen.length > most} loading={join.isPending} onClick={() => join.mutate()} style={{ alignSelf: 'start' }}>
          {t('newcomers.join', { count: chosen.length })}
        </Button>
      </Flex>
    </section>
  )
}
