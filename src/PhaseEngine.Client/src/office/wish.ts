import type { Schemas } from '../api/api'
import type { Named } from './Picker'

/** What the office wishes of a campaign, as the wizard's forms hold it. */
export interface Wish {
  unit: Named | null
  template: { id: string; version: number } | null
  title: string
  stored: Stored
  batches: BatchWish[]
  exempt: { unit: Named; reason: string }[]
}

/** A title as the draft has it, with its translations; the wizard asks for one language only. */
type Stored = Schemas['Text'] | null

export interface BatchWish {
  title: string
  stored: Stored
  start: string
  under: Named[]
  types: string[]
  sectors: string[]
  pilot: boolean | null
  /** Named besides by whoever wrote the draft over the API; the wizard keeps them as they are. */
  units: Named[]
  phaseStarts: Record<string, string>
}

/** What is asked of every batch alike; which units go first, each batch says itself. */
export type Rule = Pick<BatchWish, 'types' | 'sectors'>

export const firstWish = (start: string): Wish => ({ unit: null, template: null, title: '', stored: null, batches: [batchFrom(start)], exempt: [] })

/** Branches do the work of a campaign; who wants committees to take part adds them. */
function batchFrom(start: string): BatchWish {
  return { title: '', stored: null, start, under: [], types: ['branch', 'jointBranch'], sectors: [], pilot: null, units: [], phaseStarts: {} }
}

/** The last batch takes whoever no earlier one has: it holds the scope of the campaign. */
export const rest = (wish: Wish): BatchWish => wish.batches[wish.batches.length - 1] ?? batchFrom('')

export const withRest = (wish: Wish, change: Partial<BatchWish>): Wish => withBatch(wish, wish.batches.length - 1, change)

export function withBatch(wish: Wish, index: number, change: Partial<BatchWish>): Wish {
  return { ...wish, batches: wish.batches.map((batch, at) => (at === index ? { ...batch, ...change } : batch)) }
}

export const withRule = (wish: Wish, rule: Partial<Rule>): Wish => ({ ...wish, batches: wish.batches.map((batch) => ({ ...batch, ...rule })) })

/** A batch that goes before the last one; nobody is in it until somebody says who. */
export function withEarlier(wish: Wish): Wish {
  const last = rest(wish)
  const earlier: BatchWish = { ...batchFrom(last.start), types: last.types, sectors: last.sectors }
  return { ...wish, batches: [...wish.batches.slice(0, -1), earlier, last] }
}

export const withoutBatch = (wish: Wish, index: number): Wish => ({ ...wish, batches: wish.batches.filter((_, at) => at !== index) })

/** A phase's start set by hand; none lets it follow the phase before again. */
export function withStart(starts: Record<string, string>, phase: string, day: string | null): Record<string, string> {
  const others = Object.entries(starts).filter(([key]) => key !== phase)
  return Object.fromEntries(day === null ? others : [...others, [phase, day]])
}

/** An earlier batch has to say who goes first, or it would take everybody. */
export const saysWho = (batch: BatchWish) => batch.under.length > 0 || batch.pilot !== null

export function bodyOf(wish: Wish): Schemas['DraftCampaignBody'] {
  return {
    templateId: wish.template?.id ?? '',
    templateVersion: wish.template?.version ?? null,
    title: titleOf(wish),
    batches: wish.batches.map((batch) => ({
      title: titleOf(batch),
      start: batch.start,
      phaseStarts: batch.phaseStarts,
      scope: scopeOf(batch),
    })),
    exempt: wish.exempt.map(({ unit, reason }) => ({ unitId: unit.id, reason })),
  }
}

/** Translations stay with the words they translate: a title that is written anew is not given the old one's. */
function titleOf({ title, stored }: Pick<BatchWish, 'title' | 'stored'>): Stored {
  const typed = title.trim()
  if (typed === '') return null
  return typed === stored?.zhCn ? stored : { zhCn: typed }
}

const scopeOf = (batch: BatchWish): Schemas['ScopeRule'] => ({
  under: idsOf(batch.under),
  types: batch.types,
  sectors: batch.sectors,
  pilot: batch.pilot,
  units: idsOf(batch.units),
})

const idsOf = (units: Named[]) => units.map((unit) => unit.id)

export function wishOf(draft: Schemas['GetDraftView']): Wish {
  const named = (ids: string[] | null | undefined) => draft.named.filter((unit) => ids?.includes(unit.id))
  return {
    unit: draft.unit,
    template: { id: draft.templateId, version: draft.templateVersion },
    title: draft.title.zhCn,
    stored: draft.title,
    batches: draft.batches.map((batch) => ({
      title: batch.title.zhCn,
      stored: batch.title,
      start: batch.start,
      under: named(batch.scope.under),
      types: batch.scope.types ?? [],
      sectors: batch.scope.sectors ?? [],
      pilot: batch.scope.pilot ?? null,
      units: named(batch.scope.units),
      phaseStarts: batch.phaseStarts,
    })),
    exempt: draft.exempt.map(({ unitId, unit, reason }) => ({ unit: { id: unitId, name: unit }, reason })),
  }
}
