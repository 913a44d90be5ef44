import { activitiesOf, headingOf, portOf, types, type Activity, type Connection, type Definition, type Flow, type Text } from './definition'
import { connect, find, into, isWayBack, settle, startOf, type Link } from './flow'
import { freeNames } from './keys'
import { inColumns } from './layout'
import { faultsOf } from './structure'

/** Each edit is a function from one definition to the next. What cannot be done leaves the very same definition. */
export interface Made {
  definition: Definition
  id: string
}

export interface NewActivity {
  type: string
  title: Text
  /** What it begins with beside its title. */
  set?: Readonly<Record<string, unknown>>
}

export type Names = (wish: string) => string

/** The change, unless it brought a fault that was not there. */
export function isSound(before: Definition, changed: Definition): Definition {
  const known = new Set(faultsOf(before).map((fault) => `${fault.code} ${fault.activity}`))
  return faultsOf(changed).every((fault) => known.has(`${fault.code} ${fault.activity}`)) ? changed : before
}

/** The flow something stands in, and the phase that flow belongs to. */
export function flowOf(definition: Definition, id: string): { flow: Flow; phase: string | null } | undefined {
  if (find(definition.root, id) !== undefined) return { flow: definition.root, phase: null }
  const phase = activitiesOf(definition.root).find((activity) => activity.body !== undefined && find(activity.body, id) !== undefined)
  return phase?.body && { flow: phase.body, phase: phase.id }
}

export const bodyOf = (definition: Definition, phase: string) => find(definition.root, phase)?.body

export function changeActivity(definition: Definition, id: string, change: (activity: Activity) => Activity): Definition {
  const place = flowOf(definition, id)
  if (place === undefined) return definition
  const flow = { ...place.flow, activities: place.flow.activities.map((activity) => (activity.id === id ? change(activity) : activity)) }
  return place.phase === null ? { ...definition, root: flow } : changeActivity(definition, place.phase, (phase) => ({ ...phase, body: flow }))
}

export function changeFlow(definition: Definition, phase: string | null, change: (flow: Flow, free: Names) => Flow): Definition {
  const free = freeNames(definition)
  const changed = (flow: Flow) => (headingOf(definition).extends === undefined ? change(flow, free) : asAddition(flow, change(flow, free)))
  if (phase === null) return { ...definition, root: inColumns(changed(definition.root)) }
  return changeActivity(definition, phase, (activity) => (activity.body === undefined ? activity : { ...activity, body: changed(activity.body) }))
}

/**
 * What is laid on another template states only what it adds: its flows need not begin and end, and what it tightens hangs
 * where it hangs in the other.
 */
function asAddition(before: Flow, after: Flow): Flow {
  const known = new Set(activitiesOf(before).map((activity) => activity.id))
  const ends = new Set(activitiesOf(after).filter((activity) => activity.type === types.end && !known.has(activity.id)).map((end) => end.id))
  const start = startOf(after)?.id
  const isOurs = (way: Connection) => way.source.activity === start && known.has(way.target.activity) && into(before, way.target.activity).length === 0
  return {
    ...after,
    activities: activitiesOf(after).filter((activity) => !ends.has(activity.id)),
    connections: after.connections.filter((way) => !ends.has(way.target.activity) && !isOurs(way)),
  }
}

/** Changes the flow something stands in and mends what that left open. */
export function changeFlowOf(definition: Definition, id: string, change: (flow: Flow) => Flow): Definition {
  const place = flowOf(definition, id)
  return place === undefined ? definition : changeFlow(definition, place.phase, (flow, free) => settle(change(flow), free))
}

export const withActivity = (flow: Flow, activity: Activity): Flow => ({ ...flow, activities: [...activitiesOf(flow), activity] })

/** On the way out of something, before all that hangs on it. */
export function insertAfter(flow: Flow, { source, port }: Link, id: string, own: string): Flow {
  const connections = flow.connections.map((way) => (way.source.activity === source && portOf(way) === port ? { ...way, source: { activity: id, port: own } } : way))
  return { ...flow, connections: [...connections, connect(source, port, id)] }
}

/** Before something, behind all that stood before it. */
export function insertBefore(flow: Flow, target: string, id: string, own: string): Flow {
  const connections = flow.connections.map((way) => (way.target.activity === target && !isWayBack(flow, way.source.activity, target) ? { ...way, target: { ...way.target, activity: id } } : way))
  return { ...flow, connections: [...connections, connect(id, own, target)] }
}
