import {
  activitiesOf, connectionsOf, headingOf, inCanvasOrder, isStanding, kindOf, portOf, types,
  type Activity, type Connection, type Definition, type Flow, type Text,
} from './definition'
import { lineOf, ranksOf, type Link } from './flow'

interface Part {
  id: string
  key: string
  title: Text
  activity: Activity
  /** The phase it is in; null in the campaign's own flow. */
  phase: string | null
  /** What has to be over before it opens; empty: it opens with its flow. */
  after: Link[]
}

export interface Requirement extends Part {
  what: 'requirement'
  kind: string
  /** Repeats until the phase is over. */
  standing: boolean
  /** The gate that asks for it only when it was returned. */
  reworkOf: string | null
}

export interface Gate extends Part {
  what: 'gate'
  /** What is asked, in this order, when the gate was returned. */
  rework: Requirement[]
}

export interface Choice extends Part {
  what: 'choice'
}

export interface Phase extends Part {
  what: 'phase'
  body: Flow
  /** What is asked of every unit, in the order people see; what a returned gate asks for is at the gate. */
  requirements: Requirement[]
  gates: Gate[]
  choices: Choice[]
}

/** One column of the designer. Those of one rank run side by side. */
export type Column = (Phase | Gate | Choice) & { rank: number }

export type TemplatePart = Phase | Gate | Choice | Requirement

/** A definition as people see it: columns from left to right, with what is in them. */
export interface Template {
  id: string
  title: Text
  guidance: Text | undefined
  /** The template this one is laid on. */
  base: string | undefined
  columns: Column[]
  byId: ReadonlyMap<string, TemplatePart>
  byKey: ReadonlyMap<string, TemplatePart>
}

export function readTemplate(definition: Definition): Template {
  const heading = headingOf(definition)
  const ranks = ranksOf(definition.root)
  const columns: Column[] = []
  const parts: TemplatePart[] = []
  for (const activity of [...activitiesOf(definition.root)].sort(inCanvasOrder)) {
    const part = readPart(activity, definition.root, null)
    if (part === null || part.what === 'requirement') continue
    columns.push({ ...part, rank: ranks.get(activity.id) ?? 0 })
    parts.push(part, ...(part.what === 'phase' ? [...part.requirements, ...part.gates, ...part.choices] : []), ...reworkIn(part))
  }

  return {
    id: definition.definitionId,
    title: heading.title ?? (definition['name'] as string | undefined) ?? '',
    guidance: heading.guidance,
    base: heading.extends,
    columns: columns.sort((one, other) => one.rank - other.rank),
    byId: new Map(parts.map((part) => [part.id, part])),
    byKey: new Map(parts.map((part) => [part.key, part])),
  }
}

function readPart(activity: Activity, flow: Flow, phase: string | null): TemplatePart | null {
  const part = { id: activity.id, key: activity.key ?? activity.id, title: activity.title ?? activity.key ?? activity.id, activity, phase, after: linksInto(activity, flow) }
  const kind = kindOf(activity)
  if (kind !== null) return { ...part, what: 'requirement', kind, standing: isStanding(activity), reworkOf: reworkOf(activity, flow) }
  if (activity.type === types.gate) return { ...part, what: 'gate', rework: lineOf(flow, activity.id).map((inLine) => readPart(inLine, flow, phase) as Requirement) }
  if (activity.type === types.choice) return { ...part, what: 'choice' }
  if (activity.type !== types.phase) return null

  const body = activity.body ?? { id: `${activity.id}-flow`, type: types.flow, activities: [], connections: [] }
  const inside = [...activitiesOf(body)].sort(inCanvasOrder).map((inner) => readPart(inner, body, activity.id))
  return {
    ...part,
    what: 'phase',
    body,
    requirements: inside.filter((inner): inner is Requirement => inner?.what === 'requirement' && inner.reworkOf === null),
    gates: inside.filter((inner): inner is Gate => inner?.what === 'gate'),
    choices: inside.filter((inner): inner is Choice => inner?.what === 'choice'),
  }
}

const reworkIn = (part: TemplatePart): Requirement[] => (part.what === 'gate' ? part.rework : part.what === 'phase' ? part.gates.flatMap((gate) => gate.rework) : [])

function reworkOf(activity: Activity, flow: Flow): string | null {
  const gates = activitiesOf(flow).filter((other) => other.type === types.gate)
  return gates.find((gate) => lineOf(flow, gate.id).some((inLine) => inLine.id === activity.id))?.id ?? null
}

/** What it waits for: neither the Start of its flow nor the way back of a gate. */
function linksInto(activity: Activity, flow: Flow): Link[] {
  const starts = new Set(activitiesOf(flow).filter((other) => other.type === types.start).map((start) => start.id))
  const back = activity.type === types.gate ? lineOf(flow, activity.id).at(-1)?.id : undefined
  return connectionsOf(flow).filter((into) => into.target.activity === activity.id && isForward(into, starts, back)).map((into) => ({ source: into.source.activity, port: portOf(into) }))
}

const isForward = (connection: Connection, starts: Set<string>, back: string | undefined) =>
  !starts.has(connection.source.activity) && connection.source.activity !== back && portOf(connection) !== 'Returned'

/** The requirements of the whole template, in columns' order. */
export const requirementsOf = (template: Template): Requirement[] =>
  [...template.byId.values()].filter((part): part is Requirement => part.what === 'requirement')

