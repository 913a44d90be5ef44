import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useParams, useSearchParams } from 'react-router'
import { api, take, type Schemas } from '../api/api'
import { More } from '../shell/More'
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
  const board = useInfiniteQuery({
    queryKey: ['campaigns', campaignId, 'board', unit],
    queryFn: ({ pageParam }) => take(api.GET('/api/v1/campaigns/{campaignId}/board', { params: { path: { campaignId }, query: { unit, after: pageParam } } })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    enabled: campaign.data?.campaign.status === 'running' || campaign.data?.campaign.status === 'closed',
    placeholderData: (before) => before,
  })

  return (
    <Answer of={campaign}>
      {(found) => (
        <>
          <Title text={found.campaign.title} above={<Link to="/campaigns">{t('campaigns.title')}</Link>} />
          {board.isEnabled && (
            <Answer of={board}>{({ pages }) => <Standing campaignId={campaignId} pages={pages} more={<More of={board} />} />}</Answer>
          )}
        </>
      )}
    </Answer>
  )
}

function Standing({ campaignId, pages, more }: { campaignId: string; pages: Schemas['GetBoardView'][]; more: ReactNode }) {
  const [board] = pages
  if (board === undefined) return null

  return (
    <>
      <Board campaignId={campaignId} board={{ ...board, below: pages.flatMap((page) => page.below) }} />
      {more}
      <Units campaignId={campaignId} unit={board.unit} phases={board.phases} />
    </>
  )
}
