import { api, take } from '../api/api'
import { Acts, withErasing } from './Acts'

/** What was done with a unit, its hosts and its members. */
export function UnitRecord({ unitId }: { unitId: string }) {
  return <Acts of={['units', unitId]} page={async (after) => withErasing(await take(api.GET('/api/v1/units/{unitId}/events', { params: { path: { unitId }, query: { after, limit: 50 } } })))} />
}
