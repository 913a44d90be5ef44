import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { api, take } from '../api/api'
import { useCalm } from './useCalm'
import { bodyOf, type Wish } from './wish'

/** What the wish would come to: counted by the server as it changes, stored nowhere. */
export function usePreview(wish: Wish) {
  // Exemptions count once they have a reason; until then the server would only refuse.
  const ready = { ...wish, exempt: wish.exempt.filter((one) => one.reason.trim() !== '') }
  const asked = useCalm(JSON.stringify({ unit: wish.unit?.id, body: bodyOf(ready) }))
  return useQuery({
    queryKey: ['campaign-previews', asked],
    queryFn: () => {
      const { unit, body } = JSON.parse(asked) as { unit: string; body: ReturnType<typeof bodyOf> }
      return take(api.POST('/api/v1/units/{unitId}/campaign-previews', { params: { path: { unitId: unit } }, body }))
    },
    enabled: wish.unit !== null && wish.template !== null && wish.batches.every((batch) => batch.start !== ''),
    placeholderData: keepPreviousData,
  })
}
