import { activitiesOf, inCanvasOrder, isRequirement, positionOf, types, type Activity, type Flow, type Position } from './definition'
import { lineOf, ranksOf } from './flow'

const [left, top, across, down] = [40, 40, 260, 130]

export const placed = (activity: Activity, position: Position): Activity =>
  ({ ...activity, metadata: { ...activity.metadata, designer: { ...activity.metadata?.designer, position } } })

/** What stands in rows: requirements that are not asked only after a return. */
export function rowsOf(flow: Flow): Activity[] {
  const rework = new Set(activitiesOf(flow).filter((activity) => activity.type === types.gate).flatMap((gate) => lineOf(flow, gate.id)))
  return [...activitiesOf(flow)].sort(inCanvasOrder).filter((activity) => isRequirement(activity) && !rework.has(activity))
}

/** The flow with its rows in a wanted order. Drawn anew only where the canvas shows another one. */
export function inOrder(flow: Flow, wanted: readonly string[]): Flow {
  const rows = rowsOf(flow).map((row) => row.id)
  return rows.every((id, index) => id === wanted[index]) ? flow : drawn(flow, wanted)
}

/** A row of its own for each requirement, steps from left to right; gates below them, with what they ask when returned. */
function drawn(flow: Flow, rows: readonly string[]): Flow {
  const ranks = ranksOf(flow)
  const widest = Math.max(1, ...rows.map((id) => ranks.get(id) ?? 1))
  const places = new Map<string, Position>(rows.map((id, index) => [id, { x: left + across * Math.max(1, ranks.get(id) ?? 1), y: top + down * index }]))

  let below = top + down * rows.length
  for (const activity of activitiesOf(flow).filter((other) => !places.has(other.id)).sort(inCanvasOrder)) {
    if (activity.type === types.start) places.set(activity.id, { x: left, y: top })
    if (activity.type !== types.gate && activity.type !== types.choice) continue
    places.set(activity.id, { x: left + across * Math.max(1, activity.type === types.gate ? widest : (ranks.get(activity.id) ?? 1)), y: below })
    below += down
    lineOf(flow, activity.id).forEach((rework, index) => places.set(rework.id, { x: left + across * (widest + index), y: below }))
    if (lineOf(flow, activity.id).length > 0) below += down
  }
  for (const end of activitiesOf(flow).filter((other) => other.type === types.end)) places.set(end.id, { x: left + across * (widest + 1), y: Math.max(top, below - down) })

  return { ...flow, activities: activitiesOf(flow).map((activity) => placed(activity, places.get(activity.id) ?? positionOf(activity))) }
}

/** The campaign's flow: columns by step, those of one step below each other in a wanted order. */
export function inColumns(flow: Flow, wanted: readonly string[] = []): Flow {
  const ranks = ranksOf(flow)
  const height = new Map<number, number>()
  const place = (id: string) => (wanted.includes(id) ? wanted.indexOf(id) : wanted.length)
  const places = new Map<string, Position>()
  for (const activity of [...activitiesOf(flow)].sort((one, other) => place(one.id) - place(other.id) || inCanvasOrder(one, other))) {
    const rank = ranks.get(activity.id) ?? 0
    const index = height.get(rank) ?? 0
    height.set(rank, index + 1)
    places.set(activity.id, { x: left + (across + 40) * rank, y: top + (down + 30) * index })
  }
  return { ...flow, activities: activitiesOf(flow).map((activity) => placed(activity, places.get(activity.id) ?? positionOf(activity))) }
}

/** Below everything that is there: the last row. */
export const lastPlace = (flow: Flow): Position =>
  ({ x: left + across, y: Math.max(top - down, ...activitiesOf(flow).filter(isRequirement).map((activity) => positionOf(activity).y)) + down })
