import { useInfiniteQuery } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, Navigate, useParams, useSearchParams } from 'react-router'
import { api, take, type Schemas } from '../api/api'
import { LinkButton } from '../office/LinkButton'
import { More } from '../shell/More'
import { Answer } from '../shell/states'
import { Title } from '../shell/Title'
import { may, useMe } from '../shell/useMe'
import { Board } from './Board'
import { CloseCampaign } from './CloseCampaign'
import { Funnel } from './Funnel'
import { Holdups } from './Holdups'
import { Units, type Filter } from './Units'
import { useCampaign, useHoldups } from './useCampaign'
import './campaigns.css'

/** Where a campaign stands: the funnel and what narrows it, the map of units and phases, and the units one by one. */
export function CampaignPage() {
  const { t } = useTranslation()
  const campaignId = useParams().campaignId ?? ''
  const [search] = useSearchParams()
  const unit = search.get('unit') ?? undefined
  const campaign = useCampaign(campaignId)
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
      {(found) => {
        if (!board.isEnabled) return <Navigate to={`/campaigns/${campaignId}/draft`} replace />
        return (
          <>
            <Title text={found.campaign.title} above={<Link to="/campaigns">{t('campaigns.title')}</Link>}>
              <OfficeLinks found={found} />
            </Title>
            <Answer of={board}>{({ pages }) => <Standing key={pages[0]?.unit} campaignId={campaignId} pages={pages} more={<More of={board} />} />}</Answer>
          </>
        )
      }}
    </Answer>
  )
}

/** What only the campaign's office does. */
function OfficeLinks({ found }: { found: Schemas['GetCampaignView'] }) {
  const { t } = useTranslation('campaigns')
  const me = useMe()
  if (me.data === undefined || !may(me.data, 'campaigns.run')) return null

  const { id: campaignId, status } = found.campaign
  const running = status === 'running'
  return (
    <>
      {running && <LinkButton to={`/campaigns/${campaignId}/deadlines`}>{t('page.deadlines')}</LinkButton>}
      {running && <LinkButton to={`/campaigns/${campaignId}/newcomers`}>{t('page.newcomers')}</LinkButton>}
      <LinkButton to={`/campaigns/${campaignId}/record`}>{t('page.record')}</LinkButton>
      {running && <CloseCampaign found={found} />}
    </>
  )
}

interface StandingProps {
  campaignId: string
  pages: readonly Schemas['GetBoardView'][]
  more: ReactNode
}

function Standing({ campaignId, pages, more }: StandingProps) {
  const [filter, setFilter] = useState<Filter>({})
  const holdups = useHoldups(campaignId, pages[0]?.unit ?? '')
  const narrow = (next: Filter) => {
    setFilter(next)
    document.getElementById('units')?.scrollIntoView({ behavior: 'smooth' })
  }

  const [board] = pages
  if (board === undefined) return null

  return (
    <>
      <Answer of={holdups}>
        {(counted) => (
          <div className="pair">
            <Funnel holdups={counted} narrow={narrow} />
            <Holdups holdups={counted} narrow={narrow} />
          </div>
        )}
      </Answer>
      <Board campaignId={campaignId} board={{ ...board, below: pages.flatMap((page) => page.below) }} />
      {more}
      <Units campaignId={campaignId} unit={board.unit} phases={board.phases} filter={filter} setFilter={setFilter} />
    </>
  )
}
