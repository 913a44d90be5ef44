import type { Schemas } from '../../api/api'

export type Simulation = Schemas['SimulationView']

export interface SimulationRun {
  number: number
  result: Simulation
  /** Of which units, in words, as they were chosen. */
  units: string
}

/** The last runs of each template while the page is open: edited in between, they tell what a change does. */
const kept = new Map<string, SimulationRun[]>()
const most = 6

export const runsOf = (definitionId: string): readonly SimulationRun[] => kept.get(definitionId) ?? []

export function keep(definitionId: string, result: Simulation, units: string): SimulationRun {
  const before = runsOf(definitionId)
  const run = { number: (before[0]?.number ?? 0) + 1, result, units }
  kept.set(definitionId, [run, ...before].slice(0, most))
  return run
}

export interface Pair<T> {
  key: string
  title: string
  now: T | undefined
  before: T | undefined
}

/** What two runs say about the same things, in the order of the newer; what the newer has no more comes last. */
export function pairs<T extends { key: string; title: string }>(now: readonly T[], before: readonly T[] | undefined): Pair<T>[] {
  const old = new Map(before?.map((one) => [one.key, one]))
  const both = now.map((one) => ({ key: one.key, title: one.title, now: one, before: old.get(one.key) }))
  const known = new Set(now.map((one) => one.key))
  const gone = [...old.values()].filter((one) => !known.has(one.key)).map((one) => ({ key: one.key, title: one.title, now: undefined, before: one }))
  return [...both, ...gone]
}

/** The weeks of one or two runs by their number from the start, so that runs with different starts lie over one another. */
export function weeksOf(runs: readonly Simulation[]): { monday: string; values: number[] }[] {
  const length = Math.max(0, ...runs.map((run) => run.weeks.length))
  return Array.from({ length }, (_, index) => ({
    monday: runs.find((run) => run.weeks[index] !== undefined)?.weeks[index]?.monday ?? '',
    values: runs.map((run) => run.weeks[index]?.minutesPerUnit ?? 0),
  }))
}
