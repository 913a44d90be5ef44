import { useQuery } from '@tanstack/react-query'
import { api, take } from '../api/api'

/** How many messages are unread; looked up again now and then while the page is open. */
export function useUnread(): number {
  const count = useQuery({ queryKey: ['inbox', 'count'], queryFn: () => take(api.GET('/api/v1/me/inbox/count')), refetchInterval: 60_000 })
  return count.data?.unread ?? 0
}
