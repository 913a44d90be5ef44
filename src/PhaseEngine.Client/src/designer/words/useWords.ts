import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { say, type Leaf, type ReminderRow, type Template, type Text, type Tree } from '../document'
import { titleOf, typeIn, type Metric, type Palette } from '../usePalette'
import { readDate, readOffset, readSpan } from './dates'

export type Words = ReturnType<typeof wordsOf>

/** Says dates, conditions and rows of a template in plain words of the reader's language. */
export function useWords(palette: Palette, template: Template): Words {
  const { t, i18n } = useTranslation('designer')
  return useMemo(() => wordsOf(palette, template, t, i18n.language), [palette, template, t, i18n.language])
}

type Translate = ReturnType<typeof useTranslation<'designer'>>['t']

function wordsOf(palette: Palette, template: Template, t: Translate, language: string) {
  const text = (value: Text | undefined) => say(value, language)
  const role = (word: string) => (word === 'owner' ? t('roles.owner') : titleOf(palette.roles, word))
  const roles = (words: readonly string[]) => words.map(role).join(t('words.and'))

  function span(value: string): string {
    const read = readSpan(value)
    return read === undefined ? value : t(`span.${read.unit}`, { count: read.count })
  }

  function date(value: string): string {
    const read = readDate(value)
    if (read === undefined) return value
    if ('month' in read) return t('date.fixed', read)
    const length = t(`span.${read.unit}`, { count: Math.abs(read.count) })
    if (read.count === 0) return t(`date.on.${read.anchor}`)
    return read.count > 0 ? t(`date.after.${read.anchor}`, { length }) : t(`date.before.${read.anchor}`, { length })
  }

  function offset(value: string): string {
    const read = readOffset(value)
    if (read === undefined) return value
    const length = t(`span.${read.unit}`, { count: Math.abs(read.count) })
    return read.count === 0 ? t('offset.on') : read.count < 0 ? t('offset.before', { length }) : t('offset.after', { length })
  }

  const rhythm = (value: string) => (readSpan(value) === undefined ? t(`rhythm.${value as 'month'}`, { defaultValue: value }) : t('rhythm.every', { length: span(value) }))

  /** What a leaf looks at: its name as a whole, and how its value is to be read. A bare metric is one of `owner`. */
  function metric(name: string, owner?: string): { title: string; metric: Metric | undefined } {
    const fact = palette.facts.find((item) => item.name === name)
    if (fact !== undefined) return { title: fact.title, metric: fact }
    const dot = name.indexOf('.')
    const part = dot < 0 ? template.byId.get(owner ?? '') : template.byKey.get(name.slice(0, dot))
    const found = part && typeIn(palette, part.activity.type)?.metrics.find((item) => item.name === name.slice(dot + 1))
    if (part === undefined) return { title: name === '' ? t('tree.nothing') : t('tree.lost', { name }), metric: undefined }
    const own = found?.title ?? name.slice(dot + 1)
    return { title: dot < 0 ? own : t('tree.of', { part: text(part.title), metric: own }), metric: found }
  }

  function value(given: unknown, of: Metric | undefined): string {
    if (Array.isArray(given)) return given.map((item) => value(item, of)).join(t('words.or'))
    if (of?.type === 'bool' || typeof given === 'boolean') return given === true ? t('words.yes') : t('words.no')
    if (of?.type === 'percent') return `${String(given)}%`
    if (of?.type === 'date' && typeof given === 'string') return date(given)
    if (typeof given === 'string') return titleOf(of?.words ?? null, given)
    if (typeof given === 'number') return of?.unit === 'h' ? t('words.hours', { count: given }) : String(given)
    return t('tree.noValue')
  }

  function leaf(node: Leaf, owner?: string): string {
    if (node.text !== undefined) return text(node.text)
    const { title, metric: of } = metric(node.metric, owner)
    const categories = palette.facts.find((fact) => fact.name === 'member.category')?.words ?? null
    const among = node.members === undefined || node.members.length === 0 ? '' : t('tree.among', { members: node.members.map((word) => titleOf(categories, word)).join(t('words.and')) })
    const kind = of?.type === 'date' ? 'date' : of?.type === 'word' || of?.type === 'bool' ? 'word' : 'number'
    const sentence = node.metric === '' ? t('tree.nothing') : t(`sentence.${kind}.${opName(node.op)}`, { what: title + among, value: value(node.value, of) })
    if (node.of === undefined) return sentence
    return node.share === undefined || node.share === 100 ? t(`scope.${node.of}.each`, { sentence }) : t(`scope.${node.of}.share`, { share: node.share, sentence })
  }

  function tree(node: Tree, owner?: string): string {
    if ('not' in node) return t('tree.notSo', { sentence: tree(node.not, owner) })
    if ('all' in node) return node.all.map((part) => inner(part, owner)).join(t('words.allOf'))
    if ('any' in node) return node.any.map((part) => inner(part, owner)).join(t('words.anyOf'))
    return leaf(node, owner)
  }

  const inner = (node: Tree, owner?: string) => ('all' in node || 'any' in node ? t('tree.bracket', { sentence: tree(node, owner) }) : tree(node, owner))

  /** @param of The phase's own are counted from its planned end. */
  function reminder(row: ReminderRow, of?: 'phase'): string {
    const every = row.every === undefined ? '' : t('reminder.every', { length: span(row.every) })
    return t('reminder.row', { when: of === 'phase' ? date(`end${row.at.replace(/^0\w+$/, '')}`) : offset(row.at), whom: roles(row.to) }) + every
  }

  return { text, role, roles, span, date, offset, rhythm, metric, value, leaf, tree, reminder }
}

const names = { '=': 'is', '!=': 'isNot', '<': 'below', '<=': 'atMost', '>': 'above', '>=': 'atLeast', in: 'in', notIn: 'notIn' } as const
export const opName = (op: string) => (op in names ? names[op as keyof typeof names] : 'is')
