import { useQuery } from '@tanstack/react-query'
import { useDeferredValue } from 'react'
import { useTranslation } from 'react-i18next'
import { api, take } from '../../api/api'
import { useDesigner } from '../DesignerContext'
import type { Gate, Tree } from '../document'

/** What the gate's conditions would come to in the real organisation: asked of the newest running campaign on this template. */
export function AsThingsStand({ gate }: { gate: Gate }) {
  const { t } = useTranslation('designer')
  const { template } = useDesigner()
  const conditions = useDeferredValue(gate.activity['conditions'] as Tree | undefined)
  const running = useQuery({
    queryKey: ['running-campaigns'],
    queryFn: () => take(api.GET('/api/v1/campaigns', { params: { query: { status: 'running' } } })),
  })
  const campaign = running.data?.items.find((item) => item.templateId === template.id)
  const text = JSON.stringify(conditions ?? null)
  const outlook = useQuery({
    queryKey: ['gate-preview', campaign?.id, gate.key, text],
    enabled: campaign !== undefined,
    placeholderData: (before) => before,
    queryFn: () => take(api.POST('/api/v1/campaigns/{campaignId}/gate-previews', {
      params: { path: { campaignId: campaign?.id ?? '' } }, body: { gate: gate.key, conditions: (conditions ?? null) as never },
    })),
  })
  // A gate that the running version does not have, or a campaign of which the reader sees nothing: nothing can be said.
  if (campaign === undefined || outlook.data === undefined || outlook.isError) return null

  const { units, looked, passed, passing } = outlook.data
  const said = passing === null ? t('outlook.unknown') : t('outlook.known', { passing, count: looked - passed })
  return (
    <p className="outlook" role="status">
      {said} <span className="facts">{t('outlook.of', { campaign: campaign.title })}{looked < units ? t('outlook.sample', { looked, units }) : ''}</span>
    </p>
  )
}
