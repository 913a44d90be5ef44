import { queryOptions, type UseQueryResult } from '@tanstack/react-query'
import { api, take, type Schemas } from '../api/api'
import type { Served } from './acts'

export type Member = Schemas['ListAskedMembersMemberView']
type Asked = Schemas['ListAskedMembersView']

/** The members a requirement asks, with what is recorded of each. */
export const askedMembers = ({ runId, key }: Served) => queryOptions({
  queryKey: ['runs', runId, 'members', key],
  queryFn: () => take(api.GET('/api/v1/runs/{runId}/requirements/{requirement}/members', { params: { path: { runId, requirement: key } } })),
})

/** All whom several requirements ask, each once. */
export function together(answers: readonly UseQueryResult<Asked>[]) {
  const all = answers.flatMap((answer) => answer.data?.members ?? [])
  return {
    members: [...new Map(all.map((member) => [member.id, member])).values()],
    loading: answers.some((answer) => answer.isPending),
    error: answers.find((answer) => answer.error)?.error ?? null,
    again: () => answers.forEach((answer) => void answer.refetch()),
  }
}

/** A member's sums and what they come to, by name. */
export function marksOf(asked: Asked, member: Member) {
  const by = (names: readonly string[], values: readonly number[]) => Object.fromEntries(names.map((name, place) => [name, values[place] ?? 0])) as Record<string, number>
  return { ...by(asked.names, member.marks), ...by(asked.counted, member.counts) }
}

/** Namesakes are told apart by the organisation's own number. */
export function nameOf(member: Member, members: readonly Member[]) {
  const namesakes = members.filter((other) => other.name === member.name).length > 1
  return namesakes && member.code !== null ? `${member.name}（${member.code}）` : member.name
}
