import { activitiesOf, inCanvasOrder, isRequirement, portOf, types, type Activity, type Definition, type Flow, type Text } from './definition'
import { changeFlow, insertAfter, insertBefore, isSound, withActivity, type Made, type Names, type NewActivity } from './changing'
import { bypass, find, into, link, outOf, settle, startOf, toEnd, withoutConnections, type Link } from './flow'
import { freeNames } from './keys'
import { inColumns, lastPlace, placed } from './layout'

/** A gate of a phase: open from its beginning, or behind the gate that is there; once passed, the phase is over. */
export function addGate(definition: Definition, phase: string, title: Text, set: Readonly<Record<string, unknown>> = {}): Made {
  const key = freeNames(definition)('gate')
  const gate: Activity = { id: key, type: types.gate, version: 1, key, title, ...set }
  const changed = changeFlow(definition, phase, (flow, free) => {
    const { x, y } = lastPlace(flow)
    const grown = withActivity(flow, placed(gate, { x: x + 260, y }))
    const last = [...activitiesOf(flow)].sort(inCanvasOrder).filter((activity) => activity.type === types.gate).at(-1)
    if (last !== undefined) return settle(insertAfter(grown, { source: last.id, port: 'Passed' }, key, 'Passed'), free)

    const open = withoutConnections(grown, (way) => find(grown, way.target.activity)?.type === types.end && isRequirement(find(grown, way.source.activity) ?? gate))
    return toEnd(settle(link(open, { source: startOf(open)?.id ?? '', port: 'Done' }, key), free), { source: key, port: 'Passed' }, free)
  })
  return { definition: isSound(definition, changed), id: key }
}

/** Two ways, by what a unit is. Within a phase nothing hangs on it yet; before a phase it decides who goes through that phase. */
export function addChoice(definition: Definition, place: { phase: string } | { before: string }, title: Text): Made {
  const free = freeNames(definition)
  const key = free('choice')
  const choice: Activity = { id: key, type: types.choice, version: 1, key, title, condition: { metric: 'unit.pilot', op: '=', value: true } }
  if ('phase' in place) {
    return { definition: changeFlow(definition, place.phase, (flow, names) => settle({ ...flow, activities: [...activitiesOf(flow), placed(choice, lastPlace(flow))] }, names)), id: key }
  }
  const changed = changeFlow(definition, null, (flow, names) => {
    const behind = outOf(flow, place.before)
    const before = insertBefore(withActivity(flow, choice), place.before, key, 'Yes')
    return settle(behind.reduce((linked, way) => link(linked, { source: key, port: 'No' }, way.target.activity), before), names)
  })
  return { definition: isSound(definition, changed), id: key }
}

export type ColumnPlace = { after: Link } | { beside: string } | { atEnd: true }

/** A column of the campaign's flow: after another, on a way of a choice, beside another, or last. */
export function addColumn(definition: Definition, place: ColumnPlace, { type, title, set }: NewActivity): Made {
  const free = freeNames(definition)
  const key = free(type === types.gate ? 'gate' : 'phase')
  const column: Activity = { id: key, type, version: 1, key, title, ...set, ...(type === types.phase ? { body: emptyFlow(free, key) } : {}) }
  const changed = changeFlow(definition, null, (flow, names) => settle(placeColumn(withActivity(flow, column), place, key, type === types.gate ? 'Passed' : 'Done'), names))
  return { definition: isSound(definition, changed), id: key }
}

function placeColumn(flow: Flow, place: ColumnPlace, id: string, port: string): Flow {
  if ('after' in place) return insertAfter(flow, place.after, id, port)
  if ('beside' in place) {
    const beside = into(flow, place.beside).reduce((linked, way) => link(linked, { source: way.source.activity, port: portOf(way) }, id), flow)
    return outOf(flow, place.beside).reduce((linked, way) => link(linked, { source: id, port }, way.target.activity), beside)
  }
  const end = activitiesOf(flow).find((activity) => activity.type === types.end)
  return end === undefined || into(flow, end.id).length === 0 ? insertAfter(flow, { source: startOf(flow)?.id ?? '', port: 'Done' }, id, port) : insertBefore(flow, end.id, id, port)
}

const emptyFlow = (free: Names, phase: string): Flow =>
  ({ id: free(`${phase}-flow`), type: types.flow, version: 1, activities: [{ id: free(`${phase}-start`), type: types.start, version: 1, metadata: { designer: { position: { x: 40, y: 40 } } } }], connections: [] })

/** One gate for the whole campaign: it can be asked for from the beginning, and once it is passed everything is over. */
export function addClosingGate(definition: Definition, title: Text, set: Readonly<Record<string, unknown>> = {}): Made {
  const key = freeNames(definition)('gate')
  const gate: Activity = { id: key, type: types.gate, version: 1, key, title, ...set }
  const changed = changeFlow(definition, null, (flow, names) => {
    const open = withoutConnections(withActivity(flow, gate), (way) => find(flow, way.target.activity)?.type === types.end)
    return settle(link(open, { source: startOf(open)?.id ?? '', port: 'Done' }, key), names)
  })
  return { definition: isSound(definition, changed), id: key }
}

/** One column to the left or right: past its neighbour where they follow each other, in its place where they run side by side. */
export function moveColumn(definition: Definition, id: string, neighbour: string, by: 1 | -1): Definition {
  const root = definition.root
  const [one, other] = [find(root, id), find(root, neighbour)]
  if (one === undefined || other === undefined) return definition

  if (areBeside(root, id, neighbour)) return { ...definition, root: inColumns(root, by === 1 ? [neighbour, id] : [id, neighbour]) }
  const changed = changeFlow(definition, null, (flow, free) => {
    const loose = bypass(flow, id)
    return settle(by === 1 ? insertAfter(loose, { source: neighbour, port: mainPort(other) }, id, mainPort(one)) : insertBefore(loose, neighbour, id, mainPort(one)), free)
  })
  return isSound(definition, changed)
}

const mainPort = (activity: Activity) => (activity.type === types.gate ? 'Passed' : activity.type === types.choice ? 'Yes' : 'Done')

/** Whether both wait for the same and the same waits for both. */
function areBeside(flow: Flow, one: string, other: string): boolean {
  const before = (id: string) => into(flow, id).map((way) => `${way.source.activity} ${portOf(way)}`).sort().join()
  const behind = (id: string) => outOf(flow, id).map((way) => `${portOf(way)} ${way.target.activity}`).sort().join()
  return before(one) === before(other) && behind(one) === behind(other)
}
