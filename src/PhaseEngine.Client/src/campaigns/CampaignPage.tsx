import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link, useParams, useSearchParams } from 'react-router'
import { api, take, type Schemas } from '../api/api'
import { Answer } from '../shell/states'
import { Title } from '../shell/Title'
import { Board } from './Board'
import { Units } from './Units'
import './campaigns.css'

/** Where a campaign stands: the map of units and phases, and the units one by one below it. */
export function CampaignPage() {
  const { t } = useTranslation()
  const campaignId = useParams().campaignId ?? ''
  const [search] = useSearchParams()
  const unit = search.get('unit') ?? undefined
  const campaign = useQuery({
    queryKey: ['campaigns', campaignId],
    queryFn: () => take(api.GET('/api/v1/campaigns/{campaignId}', { params: { path: { campaignId } } })),
  })
  const board = useQuery({
    queryKey: ['campaigns', campaignId, 'board', unit],
    queryFn: () => take(api.GET('/api/v1/campaigns/{campaignId}/board', { params: { path: { campaignId }, query: { unit } } })),
    enabled: campaign.data?.campaign.status === 'running' || campaign.data?.campaign.status === 'closed',
    placeholderData: (before) => before,
  })

  return (
    <Answer of={campaign}>
      {(found) => (
        <>
          <Title text={found.campaign.title} above={<Link to="/campaigns">{t('campaigns.title')}</Link>} />
          {board.isEnabled && <Answer of={board}>{(counted) => <Standing campaignId={campaignId} board={counted} />}</Answer>}
        </>
      )}
    </Answer>
  )
}

function Standing({ campaignId, board }: { campaignId: string; board: Schemas['GetBoardView'] }) {
  return (
    <>
      <Board campaignId={campaignId} board={board} />
      <Units campaignId={campaignId} unit={board.unit} phases={board.phases} />
    </>
  )
}
