import { queryOptions } from '@tanstack/react-query'
import { api, take } from '../api/api'

/** What is to be done in a unit, in all campaigns together. */
export const deskOf = (unitId: string) => queryOptions({
  queryKey: ['desk', unitId],
  queryFn: () => take(api.GET('/api/v1/units/{unitId}/desk', { params: { path: { unitId } } })),
})
