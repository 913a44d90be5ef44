import { activitiesOf, connectionsOf, isRequirement, isStanding, portOf, types, type Activity, type Definition, type Flow } from './definition'
import { find, into, lineOf, outOf, reachable, startOf } from './flow'

/** A fault in how activities hang together, by the code the server's check gives it (template-format §8). */
export interface Fault {
  code: string
  activity: string
}

/** Whether a flow may be so: what the designer asks itself before it offers a connection. The server's check has the last word. */
export function faultsOf(definition: Definition): Fault[] {
  const root = definition.root
  const faults = [...faultsOfFlow(root, null)]
  const rootHasEnd = activitiesOf(root).some((activity) => activity.type === types.end)
  const ids = new Set<string>()
  for (const activity of [root, ...activitiesOf(root)]) {
    faults.push(...twice(ids, activity))
    if (activity.type !== types.phase) continue
    if (activity.body === undefined) {
      faults.push({ code: 'PE206', activity: activity.id })
      continue
    }
    faults.push(...twice(ids, activity.body), ...activitiesOf(activity.body).flatMap((inner) => twice(ids, inner)), ...faultsOfFlow(activity.body, activity))
    if (hasLength(activity) && !rootHasEnd && !activitiesOf(activity.body).some((inner) => inner.type === types.end)) {
      faults.push(...activitiesOf(activity.body).filter(isStanding).map((inner) => ({ code: 'PE213', activity: inner.id })))
    }
  }
  return faults
}

const hasLength = (phase: Activity) => phase['length'] !== undefined && phase['length'] !== null

function twice(seen: Set<string>, activity: Activity): Fault[] {
  if (seen.has(activity.id)) return [{ code: 'PE105', activity: activity.id }]
  seen.add(activity.id)
  return []
}

function faultsOfFlow(flow: Flow, phase: Activity | null): Fault[] {
  const faults: Fault[] = []
  const report = (code: string, activity: string) => faults.push({ code, activity })
  const starts = activitiesOf(flow).filter((activity) => activity.type === types.start)
  const reached = reachable(flow, starts.map((start) => start.id))
  if (starts.length !== 1 || into(flow, startOf(flow)?.id ?? '').length > 0) report('PE203', phase?.id ?? flow.id)

  for (const activity of activitiesOf(flow)) {
    if (!reached.has(activity.id)) report('PE204', activity.id)
    if (phase === null ? isRequirement(activity) : activity.type === types.phase) report('PE205', activity.id)
    const out = outOf(flow, activity.id)
    if (activity.type === types.end && out.length > 0) report('PE211', activity.id)
    if (isStanding(activity) && out.length > 0) report('PE212', activity.id)
    for (const port of portsOf(activity)) {
      const targets = out.filter((connection) => portOf(connection) === port)
      if (targets.length > 1 && targets.some((way) => find(flow, way.target.activity)?.type === types.end)) report('PE210', activity.id)
    }
    if (activity.type === types.gate) faults.push(...faultsOfReturn(flow, activity))
  }

  const seen = new Set<string>()
  for (const way of connectionsOf(flow)) {
    const source = find(flow, way.source.activity)
    const name = `${way.source.activity} ${portOf(way)} ${way.target.activity}`
    if (source === undefined || find(flow, way.target.activity) === undefined || !portsOf(source).includes(portOf(way)) || seen.has(name)) report('PE207', way.source.activity)
    seen.add(name)
  }
  if (hasCircle(flow)) report('PE208', flow.id)
  return faults
}

function faultsOfReturn(flow: Flow, gate: Activity): Fault[] {
  const returned = outOf(flow, gate.id).filter((way) => portOf(way) === 'Returned')
  if (returned.length === 0) return []

  const straightBack = returned.length === 1 && returned[0]?.target.activity === gate.id
  const faults = straightBack || lineOf(flow, gate.id).length > 0 ? [] : [{ code: 'PE208', activity: gate.id }]
  const behind = reachable(flow, outOf(flow, gate.id).filter((way) => portOf(way) === 'Passed').map((way) => way.target.activity))
  const past = reachable(flow, [startOf(flow)?.id ?? ''], gate.id)
  const both = activitiesOf(flow).some((activity) => activity !== gate && behind.has(activity.id) && past.has(activity.id))
  return both ? [...faults, { code: 'PE209', activity: gate.id }] : faults
}

/** The ports something can be left by. */
export function portsOf(activity: Activity): string[] {
  switch (activity.type) {
    case types.end: return []
    case types.gate: return ['Passed', 'Returned']
    case types.choice: return ['Yes', 'No']
    default: return ['Done']
  }
}

/** Whether connections other than `Returned` lead round: taking away, again and again, what nothing leads to, something is left. */
function hasCircle(flow: Flow): boolean {
  let left = activitiesOf(flow).map((activity) => activity.id)
  const ways = connectionsOf(flow).filter((way) => portOf(way) !== 'Returned')
  for (;;) {
    const kept = left.filter((id) => ways.some((way) => way.target.activity === id && left.includes(way.source.activity)))
    if (kept.length === left.length) return kept.length > 0
    left = kept
  }
}
