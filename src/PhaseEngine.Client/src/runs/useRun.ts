import { useQuery } from '@tanstack/react-query'
import { api, take, type Schemas } from '../api/api'

export type Run = Schemas['GetRunView']
export type Phase = Schemas['GetRunPhaseView']
export type Requirement = Schemas['RequirementView']
export type Gate = Schemas['GateView']

/** One unit in one campaign, with everything its desk shows. */
export function useRun(runId: string) {
  return useQuery({ queryKey: ['runs', runId], queryFn: () => take(api.GET('/api/v1/runs/{runId}', { params: { path: { runId } } })) })
}

export type Found = { requirement: Requirement; gate?: undefined } | { gate: Gate; requirement?: undefined }

/** What stands behind a key: a requirement or a gate. */
export function find(run: Run, key: string): Found | undefined {
  const requirement = run.phases.flatMap((phase) => phase.requirements).find((one) => one.key === key)
  if (requirement !== undefined) return { requirement }

  const gate = [...run.phases.flatMap((phase) => phase.gates), ...run.gates].find((one) => one.key === key)
  return gate && { gate }
}
