import { activitiesOf, connectionsOf, isRequirement, isStanding, portOf, types, type Activity, type Connection, type Flow } from './definition'

/** What hangs on what within one flow, and how connections are kept right when its parts change (template-format §3). */

/** What something waits for: another part of its flow, left by one of its ports. */
export interface Link {
  source: string
  port: string
}

export const connect = (source: string, port: string, target: string): Connection =>
  ({ source: { activity: source, port }, target: { activity: target, port: 'In' } })

const is = (connection: Connection, source: string, port: string, target: string) =>
  connection.source.activity === source && portOf(connection) === port && connection.target.activity === target

export const find = (flow: Flow, id: string) => activitiesOf(flow).find((activity) => activity.id === id)
export const startOf = (flow: Flow) => activitiesOf(flow).find((activity) => activity.type === types.start)
const endOf = (flow: Flow) => activitiesOf(flow).find((activity) => activity.type === types.end)

export const into = (flow: Flow, id: string) => connectionsOf(flow).filter((connection) => connection.target.activity === id)
export const outOf = (flow: Flow, id: string) => connectionsOf(flow).filter((connection) => connection.source.activity === id)

/** The requirements a returned gate asks for, in their order; none where nothing, or something else, hangs on `Returned`. */
export function lineOf(flow: Flow, gate: string): Activity[] {
  const line: Activity[] = []
  let onward = outOf(flow, gate).filter((connection) => portOf(connection) === 'Returned')
  while (onward.length === 1) {
    const next = find(flow, onward[0]?.target.activity ?? '')
    if (next?.id === gate) return line
    if (next === undefined || !isRequirement(next) || isStanding(next) || line.includes(next) || into(flow, next.id).length !== 1) return []
    line.push(next)
    onward = outOf(flow, next.id)
  }
  return []
}

/** Connections other than the way back of gates. */
export function forward(flow: Flow): Connection[] {
  const back = new Set<Connection>()
  for (const gate of activitiesOf(flow).filter((activity) => activity.type === types.gate)) {
    const line = lineOf(flow, gate.id)
    const last = line.at(-1)
    for (const connection of last === undefined ? [] : outOf(flow, last.id)) back.add(connection)
  }
  return connectionsOf(flow).filter((connection) => !back.has(connection) && !(portOf(connection) === 'Returned' && connection.source.activity === connection.target.activity))
}

/** How many steps stand before each activity at most. What lies on a circle keeps the step it was met at. */
export function ranksOf(flow: Flow): Map<string, number> {
  const ranks = new Map(activitiesOf(flow).map((activity) => [activity.id, 0]))
  const ways = forward(flow)
  for (let round = 0; round < ranks.size; round++) {
    let changed = false
    for (const way of ways) {
      const rank = (ranks.get(way.source.activity) ?? 0) + 1
      const known = ranks.get(way.target.activity)
      if (known === undefined || known >= rank || rank >= ranks.size) continue
      ranks.set(way.target.activity, rank)
      changed = true
    }
    if (!changed) break
  }
  return ranks
}

/** What can be come to from some activities, these included. */
export function reachable(flow: Flow, from: readonly string[], without?: string): Set<string> {
  const reached = new Set<string>()
  const open = from.filter((id) => id !== without)
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (reached.has(id)) continue
    reached.add(id)
    open.push(...outOf(flow, id).map((connection) => connection.target.activity).filter((target) => target !== without))
  }
  return reached
}

export const withConnections = (flow: Flow, connections: readonly Connection[]): Flow => ({ ...flow, connections })

export function link(flow: Flow, { source, port }: Link, target: string): Flow {
  if (connectionsOf(flow).some((connection) => is(connection, source, port, target))) return flow
  return withConnections(flow, [...connectionsOf(flow), connect(source, port, target)])
}

export const withoutConnections = (flow: Flow, unwanted: (connection: Connection) => boolean): Flow =>
  withConnections(flow, connectionsOf(flow).filter((connection) => !unwanted(connection)))

/** Takes something out of the flow's order without breaking it: what came behind it now comes behind what stood before it. */
export function bypass(flow: Flow, id: string): Flow {
  const [before, behind] = [into(flow, id), outOf(flow, id)]
  let bridged = withoutConnections(flow, (connection) => connection.source.activity === id || connection.target.activity === id)
  for (const { target } of behind.filter((connection) => connection.target.activity !== id)) {
    for (const way of before) {
      const source = { source: way.source.activity, port: portOf(way) }
      if (source.source !== target.activity && !isNeedless(bridged, source, target.activity)) bridged = link(bridged, source, target.activity)
    }
  }
  return bridged
}

/** From Start to what waits for something else anyway, or to an End beside other things. */
function isNeedless(flow: Flow, { source, port }: Link, target: string): boolean {
  const isStart = find(flow, source)?.type === types.start
  const isEnd = find(flow, target)?.type === types.end
  if (isEnd) return outOf(flow, source).some((connection) => portOf(connection) === port) || (isStart && into(flow, target).length > 0)
  return isStart && into(flow, target).length > 0
}

/**
 * Mends what a change left open: everything hangs on Start, nothing leads to an End beside other things, a gate leads
 * somewhere, and the campaign, or a phase in which something repeats, can be over.
 */
export function settle(flow: Flow, free: (wish: string) => string): Flow {
  let settled = withStart(flow, free)
  const start = startOf(settled)?.id ?? ''
  const reached = reachable(settled, [start])
  for (const activity of activitiesOf(settled)) {
    if (activity.type === types.end || reached.has(activity.id) || into(settled, activity.id).some((way) => forward(settled).includes(way))) continue
    settled = link(settled, { source: start, port: 'Done' }, activity.id)
  }
  settled = withoutConnections(settled, (way) => isEnd(settled, way.target.activity) && outOf(settled, way.source.activity).some((other) => portOf(other) === portOf(way) && !isEnd(settled, other.target.activity)))
  settled = { ...settled, activities: activitiesOf(settled).filter((activity) => activity.type !== types.end || into(settled, activity.id).length > 0) }

  for (const gate of activitiesOf(settled).filter((activity) => activity.type === types.gate)) {
    if (!outOf(settled, gate.id).some((way) => portOf(way) === 'Passed')) settled = toEnd(settled, { source: gate.id, port: 'Passed' }, free)
  }
  if (endOf(settled) !== undefined || !activitiesOf(settled).some((activity) => isStanding(activity) || activity.type === types.phase)) return settled

  for (const last of activitiesOf(settled).filter((activity) => isLast(settled, activity))) settled = toEnd(settled, { source: last.id, port: 'Done' }, free)
  return settled
}

export function toEnd(flow: Flow, from: Link, free: (wish: string) => string): Flow {
  const end = endOf(flow)
  if (end !== undefined) return link(flow, from, end.id)

  const id = free('end')
  const right = Math.max(0, ...activitiesOf(flow).map((activity) => activity.metadata?.designer?.position?.x ?? 0)) + 260
  const level = find(flow, from.source)?.metadata?.designer?.position?.y ?? 40
  return link({ ...flow, activities: [...activitiesOf(flow), { id, type: types.end, version: 1, metadata: { designer: { position: { x: right, y: level } } } }] }, from, id)
}

/** Whether its flow is closed by its last requirements, not by a gate: what is added has to be done too. */
export const isClosedByRequirements = (flow: Flow) => {
  const end = endOf(flow)
  return end !== undefined && into(flow, end.id).some((way) => isRequirement(find(flow, way.source.activity) ?? end))
}

const isLast = (flow: Flow, activity: Activity) =>
  (activity.type === types.phase || (isRequirement(activity) && !isStanding(activity))) && outOf(flow, activity.id).length === 0
const isEnd = (flow: Flow, id: string) => find(flow, id)?.type === types.end

function withStart(flow: Flow, free: (wish: string) => string): Flow {
  if (startOf(flow) !== undefined) return flow
  return { ...flow, activities: [{ id: free('start'), type: types.start, version: 1, metadata: { designer: { position: { x: 40, y: 40 } } } }, ...activitiesOf(flow)] }
}

/** Whether a connection from there is the way back into a returned gate. */
export const isWayBack = (flow: Flow, source: string, gate: string) => source === gate || lineOf(flow, gate).at(-1)?.id === source
