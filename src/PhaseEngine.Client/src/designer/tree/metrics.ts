import type { Leaf, Template, TemplatePart } from '../document'
import { typeIn, type Metric, type Palette } from '../usePalette'
import type { Words } from '../words/useWords'

/** What a condition may look at: facts of units or members, a requirement's own figures, or all that came before a gate. */
export type Scope = 'unit' | 'member' | 'variant' | 'met' | 'gate'

/** A thing with figures: its metrics are looked at under its prefix. */
export interface Subject {
  prefix: string
  title: string
  group: 'requirement' | 'phase' | 'gate' | 'facts'
  metrics: readonly Metric[]
}

export function subjectsFor(scope: Scope, owner: string, palette: Palette, template: Template, words: Words, titles: { unit: string; member: string; today: string; own: string }): Subject[] {
  const facts = (prefix: string, title: string): Subject => ({
    prefix, title, group: 'facts', metrics: palette.facts.filter((fact) => fact.name.startsWith(prefix)).map((fact) => ({ ...fact, name: fact.name.slice(prefix.length) })),
  })
  const [unit, member] = [facts('unit.', titles.unit), facts('member.', titles.member)]
  const own = template.byId.get(owner)
  switch (scope) {
    case 'unit': return [unit]
    case 'member': return [member]
    case 'variant': return [unit, member]
    case 'met': return [{ prefix: '', title: titles.own, group: 'facts', metrics: own === undefined ? [] : metricsOf(own, palette) }]
    case 'gate': return [
      ...[...template.byId.values()].filter((part) => part.id !== owner && part.what !== 'choice').sort((one, other) => order(one, own) - order(other, own)).map((part): Subject => ({
        prefix: `${part.key}.`, title: words.text(part.title), group: part.what === 'phase' ? 'phase' : part.what === 'gate' ? 'gate' : 'requirement', metrics: metricsOf(part, palette),
      })),
      unit,
      { prefix: '', title: titles.today, group: 'facts', metrics: palette.facts.filter((fact) => fact.name === 'today') },
    ]
  }
}

const metricsOf = (part: TemplatePart, palette: Palette) => typeIn(palette, part.activity.type)?.metrics ?? []

/** What stands in the gate's own phase comes first. */
const order = (part: TemplatePart, own: TemplatePart | undefined) =>
  (part.phase !== null && part.phase === own?.phase ? 0 : 10) + { requirement: 0, gate: 1, phase: 2, choice: 3 }[part.what]

/** The subject and metric a leaf is about. */
export function looked(leaf: Leaf, subjects: readonly Subject[]): { subject: Subject | undefined; metric: Metric | undefined } {
  for (const subject of subjects) {
    const metric = leaf.metric.startsWith(subject.prefix) ? subject.metrics.find((item) => subject.prefix + item.name === leaf.metric) : undefined
    if (metric !== undefined) return { subject, metric }
  }
  return { subject: subjects.find((subject) => subject.prefix !== '' && leaf.metric.startsWith(subject.prefix)), metric: undefined }
}

export function opsFor(metric: Metric | undefined): readonly string[] {
  switch (metric?.type) {
    case 'bool': return ['=']
    case 'word': return ['in', 'notIn', '=', '!=']
    case 'date': return ['<=', '>=', '<', '>', '=']
    default: return ['>=', '<=', '=', '!=', '>', '<']
  }
}

/** What is most often asked of such a figure. */
export function leafFor(subject: Subject, metric: Metric): Leaf {
  const name = subject.prefix + metric.name
  if (metric.name === 'status' && subject.group === 'requirement') return { metric: name, op: 'in', value: ['done', 'waived'] }
  switch (metric.type) {
    case 'bool': return { metric: name, op: '=', value: true }
    case 'percent': return { metric: name, op: '>=', value: 100 }
    case 'number': return { metric: name, op: '>=', value: 1 }
    case 'date': return { metric: name, op: metric.name === 'today' ? '>=' : '<=', value: 'end' }
    case 'word': return { metric: name, op: 'in', value: metric.words === null || metric.words[0] === undefined ? [] : [metric.words.at(subject.group === 'phase' || subject.group === 'gate' ? -1 : 0)?.word] }
  }
}

export function firstLeaf(subjects: readonly Subject[]): Leaf {
  const subject = subjects[0]
  const metric = subject?.metrics.find((item) => item.name === 'status') ?? subject?.metrics[0]
  return subject === undefined || metric === undefined ? { metric: '', op: '=', value: null } : leafFor(subject, metric)
}
