import { activitiesOf, portOf, type Activity, type Definition, type Flow, type Text } from './definition'
import { connect, find, isWayBack, settle, type Link } from './flow'
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
  if (phase === null) return { ...definition, root: inColumns(change(definition.root, free)) }
  return changeActivity(definition, phase, (activity) => (activity.body === undefined ? activity : { ...activity, body: change(activity.body, free) }))
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
