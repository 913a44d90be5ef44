import { activitiesOf, isRequirement, isStanding, kindOf, portOf, types, type Activity, type Definition, type Flow, type Heading, type Text } from './definition'
import { bodyOf, changeActivity, changeFlow, changeFlowOf, flowOf, insertAfter, isSound, withActivity, type Made, type Names, type NewActivity } from './changing'
import { bypass, find, into, isClosedByRequirements, isWayBack, lineOf, link, outOf, settle, toEnd, withoutConnections, type Link } from './flow'
import { everyActivity, freeNames, withKeys, withoutKeys } from './keys'
import { inOrder, lastPlace, placed, rowsOf } from './layout'

export const setHeading = (definition: Definition, name: keyof Heading, value: Text | undefined): Definition => ({
  ...definition,
  customProperties: { ...definition.customProperties, phaseEngine: withValue(definition.customProperties?.phaseEngine ?? {}, name as string, value) },
})

/** States a property, or with undefined no longer states it. */
export function setProperty(definition: Definition, id: string, name: string, value: unknown): Definition {
  const state = (activity: Activity) => (activity.id === id ? withValue(activity, name, value) : activity)
  if (name === 'repeat' && value !== undefined && value !== null) {
    return changeFlowOf(definition, id, (flow) => ({ ...leadingNowhere(flow, id), activities: activitiesOf(flow).map(state) }))
  }
  const changed = changeActivity(definition, id, state)
  return name === 'length' ? changeFlow(changed, id, settle) : changed
}

function withValue<T extends object>(object: T, name: string, value: unknown): T {
  const others = Object.entries(object).filter(([other]) => other !== name)
  return (value === undefined ? Object.fromEntries(others) : { ...object, [name]: value }) as T
}

/** What repeats never ends by itself: what waited for it now waits for what it waited for. */
function leadingNowhere(flow: Flow, id: string): Flow {
  if (outOf(flow, id).length === 0) return flow
  const isRework = activitiesOf(flow).some((gate) => lineOf(flow, gate.id).some((inLine) => inLine.id === id))
  const bridged = bypass(flow, id)
  return isRework ? bridged : { ...bridged, connections: [...bridged.connections, ...into(flow, id)] }
}

/** Gives something another key; all that mentions it follows. */
export function renameKey(definition: Definition, id: string, key: string): Definition {
  const old = everyActivity(definition).find((activity) => activity.id === id)?.key
  if (old === undefined || old === key || everyActivity(definition).some((activity) => activity.key === key)) return definition
  const names = new Map([[old, key]])
  return changeActivity({ ...definition, root: withKeys(definition.root, names) }, id, (activity) => ({ ...activity, key }))
}

export function addRequirement(definition: Definition, phase: string, { type, title, set }: NewActivity, index?: number): Made {
  const free = freeNames(definition)
  const key = free(kindOf({ id: '', type }) ?? 'part')
  return { definition: insertRow(definition, phase, { id: key, type, version: 1, key, title, ...set }, index), id: key }
}

function insertRow(definition: Definition, phase: string, activity: Activity, index: number | undefined): Definition {
  return changeFlow(definition, phase, (flow, free) => {
    const rows = rowsOf(flow).map((row) => row.id)
    const wanted = [...rows.slice(0, index ?? rows.length), activity.id, ...rows.slice(index ?? rows.length)]
    let grown: Flow = { ...flow, activities: [...activitiesOf(flow), placed(activity, lastPlace(flow))] }
    if (isClosedByRequirements(flow) && !isStanding(activity)) grown = toEnd(grown, { source: activity.id, port: 'Done' }, free)
    return inOrder(settle(grown, free), wanted)
  })
}

/** Into another place of its phase, or into another phase; the place is counted without it. */
export function moveRow(definition: Definition, id: string, phase: string, index: number): Definition {
  const flow = flowOf(definition, id)
  const activity = flow && find(flow.flow, id)
  if (flow === undefined || activity === undefined || !isRequirement(activity) || bodyOf(definition, phase) === undefined) return definition
  if (flow.phase === phase && rowsOf(flow.flow).some((row) => row.id === id)) {
    const others = rowsOf(flow.flow).map((row) => row.id).filter((row) => row !== id)
    return changeFlow(definition, phase, (body) => inOrder(body, [...others.slice(0, index), id, ...others.slice(index)]))
  }
  return insertRow(takeOut(definition, id), phase, activity, index)
}

/** Removes it with what stands in it; conditions and lists that mention it lose the mention, and its gate's rework goes with a gate. */
export function removePart(definition: Definition, id: string): Definition {
  const flow = flowOf(definition, id)
  const activity = flow && find(flow.flow, id)
  if (flow === undefined || activity === undefined) return definition

  const gone = [activity, ...activitiesOf(activity.body), ...(activity.type === types.gate ? lineOf(flow.flow, id) : [])]
  const keys = new Set(gone.map((part) => part.key ?? part.id))
  const without = gone.filter((part) => flow.flow.activities.includes(part)).reduceRight((rest, part) => takeOut(rest, part.id), definition)
  return { ...without, root: cleared(without.root, keys) }
}

function cleared(flow: Flow, keys: ReadonlySet<string>): Flow {
  return {
    ...flow,
    activities: activitiesOf(flow).map((activity) => {
      const rest = withoutKeys(activity, keys)
      return rest.body === undefined ? rest : { ...rest, body: cleared(rest.body, keys) }
    }),
  }
}

const takeOut = (definition: Definition, id: string): Definition =>
  changeFlowOf(definition, id, (flow) => {
    const bridged = bypass(flow, id)
    return { ...bridged, activities: activitiesOf(bridged).filter((activity) => activity.id !== id) }
  })

/** A twin right behind the original: of a requirement beside it, of a phase after it. Within a phase the twin's conditions are about the twins. */
export function copyPart(definition: Definition, id: string, title: (title: Text) => Text): Made | undefined {
  const flow = flowOf(definition, id)
  const activity = flow && find(flow.flow, id)
  if (flow === undefined || activity === undefined) return undefined

  const twin = twinOf(activity, freeNames(definition), title)
  if (isRequirement(activity) && flow.phase !== null) {
    const rows = rowsOf(flow.flow).map((row) => row.id)
    const copied = insertRow(definition, flow.phase, twin, rows.includes(id) ? rows.indexOf(id) + 1 : undefined)
    return { definition: setAfter(copied, twin.id, linksBefore(flow.flow, id)), id: twin.id }
  }
  if (activity.type !== types.phase) return undefined
  return { definition: changeFlow(definition, null, (root, free) => settle(insertAfter(withActivity(root, twin), { source: id, port: 'Done' }, twin.id, 'Done'), free)), id: twin.id }
}

function twinOf(activity: Activity, free: Names, title: (title: Text) => Text): Activity {
  const parts = [activity, ...activitiesOf(activity.body)]
  const ids = new Map(parts.map((part) => [part.id, free(part.id)]))
  const keys = new Map(parts.filter((part) => part.key !== undefined).map((part) => [part.key ?? '', ids.get(part.id) ?? '']))
  const named = (part: Activity): Activity => ({ ...withKeys(part, keys), id: ids.get(part.id) ?? part.id, ...(part.key === undefined ? {} : { key: ids.get(part.id) }) })
  const end = (id: string) => ids.get(id) ?? id
  const body = activity.body && {
    ...activity.body,
    id: free(activity.body.id),
    activities: activitiesOf(activity.body).map(named),
    connections: activity.body.connections.map((way) => ({ ...way, source: { ...way.source, activity: end(way.source.activity) }, target: { ...way.target, activity: end(way.target.activity) } })),
  }
  const twin = { ...named(activity), title: title(activity.title ?? ''), metadata: {} }
  return body === undefined ? twin : { ...twin, body }
}

/** What something of a phase waits for; nothing: it opens with the phase. Refused where the flow could not be so. */
export function setAfter(definition: Definition, id: string, after: readonly Link[]): Definition {
  const changed = changeFlowOf(definition, id, (flow) => {
    const isRework = activitiesOf(flow).some((gate) => lineOf(flow, gate.id).some((inLine) => inLine.id === id))
    const loose = isRework ? bypass(flow, id) : withoutConnections(flow, (way) => way.target.activity === id && !isWayBack(flow, way.source.activity, id))
    return after.reduce((linked, way) => link(linked, way, id), loose)
  })
  return isSound(definition, changed)
}

const linksBefore = (flow: Flow, id: string): Link[] =>
  into(flow, id)
    .filter((way) => find(flow, way.source.activity)?.type !== types.start && portOf(way) !== 'Returned')
    .map((way) => ({ source: way.source.activity, port: portOf(way) }))

/** Asked only when the gate was returned, after what is asked then already. */
export function setRework(definition: Definition, id: string, gate: string): Definition {
  const changed = changeFlowOf(definition, id, (flow) => {
    const loose = bypass(flow, id)
    const last = lineOf(loose, gate).at(-1)
    const open = withoutConnections(loose, (way) => (last === undefined ? way.source.activity === gate && portOf(way) === 'Returned' : way.source.activity === last.id))
    const from = last === undefined ? { source: gate, port: 'Returned' } : { source: last.id, port: 'Done' }
    return link(link(open, from, id), { source: id, port: 'Done' }, gate)
  })
  return isSound(definition, changed)
}

/** What something may wait for without breaking its flow. */
export function possibleAfter(definition: Definition, id: string): Link[] {
  const flow = flowOf(definition, id)?.flow
  if (flow === undefined) return []
  const present = linksBefore(flow, id)
  const candidates = activitiesOf(flow)
    .filter((activity) => activity.id !== id && (isRequirement(activity) || activity.type === types.choice || activity.type === types.phase || activity.type === types.gate))
    .flatMap((activity) => (activity.type === types.choice ? ['Yes', 'No'] : [activity.type === types.gate ? 'Passed' : 'Done']).map((port) => ({ source: activity.id, port })))
  return candidates.filter((way) => present.some((other) => other.source === way.source && other.port === way.port) || setAfter(definition, id, [...present, way]) !== definition)
}
