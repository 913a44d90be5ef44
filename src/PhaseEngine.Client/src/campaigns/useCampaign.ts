import { useQuery } from '@tanstack/react-query'
import { api, take } from '../api/api'

export function useCampaign(campaignId: string) {
  return useQuery({
    queryKey: ['campaigns', campaignId],
    queryFn: () => take(api.GET('/api/v1/campaigns/{campaignId}', { params: { path: { campaignId } } })),
  })
}

/** The funnel and what narrows it, for a subtree; counted anew every minute while somebody looks. */
export function useHoldups(campaignId: string, unit?: string) {
  return useQuery({
    queryKey: ['campaigns', campaignId, 'holdups', unit],
    queryFn: () => take(api.GET('/api/v1/campaigns/{campaignId}/holdups', { params: { path: { campaignId }, query: { unit } } })),
    refetchInterval: 60_000,
  })
}
