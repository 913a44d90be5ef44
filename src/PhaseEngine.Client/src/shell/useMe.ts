import { queryOptions, useQuery } from '@tanstack/react-query'
import { api, take, type Schemas } from '../api/api'
import { draftsOf } from './drafts'

export type Me = Schemas['GetMeView']
export type Post = Schemas['GetMePostView']

/** Who is signed in, and what their posts allow. */
export const whoIAm = queryOptions({ queryKey: ['me'], queryFn: askWhoIAm, staleTime: 300_000 })

async function askWhoIAm() {
  const me = await take(api.GET('/api/v1/me'))
  draftsOf(me.id)
  return me
}

export const useMe = () => useQuery(whoIAm)

export const may = (me: Me, act: string) => me.posts.some((post) => post.acts.includes(act))

/** Whether the reader may do something on one unit: their post is there, or above and holds below as well. */
export const mayOn = (me: Me, act: string, unitId: string, above: readonly { id: string }[]) => me.posts.some((post) => post.acts.includes(act)
  && (post.unitId === null || post.unitId === unitId || (post.subtree && above.some((one) => one.id === post.unitId))))

/** The units whose own work the reader does: each has a desk. */
export function unitsOf(me: Me): { id: string; name: string }[] {
  const own = me.posts.filter((post) => post.unitId !== null && !post.subtree && post.acts.includes('gates.ask'))
  return [...new Map(own.map((post) => [post.unitId, { id: post.unitId ?? '', name: post.unitName ?? '' }])).values()]
}
