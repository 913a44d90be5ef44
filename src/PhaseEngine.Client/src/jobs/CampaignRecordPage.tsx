import { useTranslation } from 'react-i18next'
import { Link, useParams } from 'react-router'
import { api, take } from '../api/api'
import { useCampaign } from '../campaigns/useCampaign'
import { Answer } from '../shell/states'
import { Title } from '../shell/Title'
import { Acts, withErasing } from './Acts'

/** What the office did with a campaign as a whole; each unit's own record stands with its run. */
export function CampaignRecordPage() {
  const { t } = useTranslation('jobs')
  const campaignId = useParams().campaignId ?? ''
  const campaign = useCampaign(campaignId)
  return (
    <Answer of={campaign}>
      {(found) => (
        <>
          <Title text={t('acts.ofCampaign')} above={<Link to={`/campaigns/${campaignId}`}>{found.campaign.title}</Link>} />
          <Acts of={['campaigns', campaignId]} page={async (after) => withErasing(await take(api.GET('/api/v1/campaigns/{campaignId}/events', { params: { path: { campaignId }, query: { after, limit: 50 } } })))} />
        </>
      )}
    </Answer>
  )
}
