import type { Language } from '../../texts/i18n'

/**
 * A template as it is stored: an Elsa workflow definition of which only what the format names is typed (docs/templates.md).
 * Never changed in place; what nobody here knows stays where it is.
 */
export interface Definition {
  readonly definitionId: string
  readonly root: Flow
  readonly customProperties?: { readonly phaseEngine?: Heading; readonly [name: string]: unknown }
  readonly [name: string]: unknown
}

/** What a template says about itself. */
export interface Heading {
  readonly title?: Text
  readonly guidance?: Text
  /** The template this one is laid on: "definitionId@version". */
  readonly extends?: string
  readonly [name: string]: unknown
}

export interface Activity {
  readonly id: string
  readonly type: string
  readonly key?: string
  readonly title?: Text
  readonly body?: Flow
  readonly metadata?: { readonly designer?: { readonly position?: Position }; readonly [name: string]: unknown }
  readonly [name: string]: unknown
}

export interface Flow extends Activity {
  readonly activities: readonly Activity[]
  readonly connections: readonly Connection[]
}

export interface Connection {
  readonly source: { readonly activity: string; readonly port?: string }
  readonly target: { readonly activity: string; readonly port?: string }
  readonly [name: string]: unknown
}

export interface Position {
  readonly x: number
  readonly y: number
}

/** A text in Chinese alone, or in several languages of which Chinese is one. */
export type Text = string | Readonly<Partial<Record<Language, string>>>

/** `of`: how many subordinate units; `members`: categories that narrow a metric of members (template-format §5). */
export interface Leaf {
  readonly metric: string
  readonly op: string
  readonly value?: unknown
  readonly of?: 'direct' | 'all'
  readonly share?: number
  readonly members?: readonly string[]
  readonly text?: Text
  readonly who?: string
}

export type Tree = { readonly all: readonly Tree[] } | { readonly any: readonly Tree[] } | { readonly not: Tree } | Leaf

export interface ReminderRow {
  readonly at: string
  readonly to: readonly string[]
  readonly every?: string
  readonly text?: Text
}

export interface ApprovalRow {
  readonly role: string
  readonly act: string
  readonly within?: string
  readonly title?: Text
}

export interface VariantRow {
  readonly when: Tree
  readonly set: Readonly<Record<string, unknown>>
}

export interface BasisRow {
  readonly issuer: Text
  readonly number?: string
  readonly date?: string
  readonly paragraph?: string
}

export const types = {
  start: 'Elsa.Start',
  end: 'Elsa.End',
  flow: 'Elsa.Flowchart',
  phase: 'PhaseEngine.Phase',
  gate: 'PhaseEngine.Gate',
  choice: 'PhaseEngine.Choice',
} as const

const own = 'PhaseEngine.'
const fixed: readonly string[] = Object.values(types)

export const isRequirement = (activity: Activity) => activity.type.startsWith(own) && !fixed.includes(activity.type)

/** Document of PhaseEngine.Document; null for what is no requirement. */
export const kindOf = (activity: Activity) => (isRequirement(activity) ? activity.type.slice(own.length) : null)

/** Kinds that repeat even where the template does not say how often. */
const alwaysStanding = ['PhaseEngine.ReviewMeetings', 'PhaseEngine.Cases']

/** Asked again and again until its flow is over, so that nothing can come behind it. */
export const isStanding = (activity: Activity) =>
  isRequirement(activity) && (alwaysStanding.includes(activity.type) || (activity['repeat'] !== undefined && activity['repeat'] !== null))

export const portOf = (connection: Connection) => connection.source.port ?? 'Done'

/** Where a flow's parts are: a draft may lack lists that a published version has. */
export const activitiesOf = (flow: Flow | undefined): readonly Activity[] => (flow as Partial<Flow> | undefined)?.activities ?? []
export const connectionsOf = (flow: Flow | undefined): readonly Connection[] => (flow as Partial<Flow> | undefined)?.connections ?? []

export const headingOf = (definition: Definition): Heading => definition.customProperties?.phaseEngine ?? {}

/** In a language, or in Chinese where it was not translated. */
export function say(text: Text | undefined, language: string): string {
  if (text === undefined) return ''
  return typeof text === 'string' ? text : (text[language as Language] ?? text['zh-CN'] ?? '')
}

export const positionOf = (activity: Activity): Position => activity.metadata?.designer?.position ?? { x: 0, y: 0 }

/** The order people see (template-format §1): position down, then across, then key. */
export function inCanvasOrder(one: Activity, other: Activity): number {
  const [a, b] = [positionOf(one), positionOf(other)]
  return a.y - b.y || a.x - b.x || (one.key ?? one.id).localeCompare(other.key ?? other.id)
}
