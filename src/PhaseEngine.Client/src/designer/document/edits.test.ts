import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  activitiesOf, addChoice, addClosingGate, addColumn, addGate, addRequirement, begin, blankTemplate, change, copyPart, everyActivity, isRequirement, moveColumn, moveRow,
  possibleAfter, readTemplate, redo, removePart, renameKey, setAfter, setHeading, setProperty, setRework, types, undo, type Definition, type Requirement,
} from '.'
import { faultsOf } from './structure'

const library = ['study-and-mobilisation-2005', 'theme-education-parallel', 'consolidation-review'].map(
  (name) => JSON.parse(readFileSync(join(import.meta.dirname, '../../../../../workflows', `${name}.json`), 'utf8')) as Definition,
)
const blank = blankTemplate('t', '模板', { phase: '阶段', gate: '转段', approval: '审批' })
const [staged, parallel, review] = library as [Definition, Definition, Definition]

/** An edit drawn from numbers, so that it fits whatever the template has become. */
type Edit = (definition: Definition, pick: (count: number) => number) => Definition

const edits: Record<string, Edit> = {
  addRequirement: (d, pick) => withPhase(d, pick, (phase) => addRequirement(d, phase, { type: pick(2) === 0 ? 'PhaseEngine.Document' : 'PhaseEngine.ReviewMeetings', title: '新' }, pick(4)).definition),
  addGate: (d, pick) => withPhase(d, pick, (phase) => addGate(d, phase, '关口').definition),
  addChoice: (d, pick) => withPhase(d, pick, (phase) => addChoice(d, pick(2) === 0 ? { phase } : { before: phase }, '选择').definition),
  addPhase: (d, pick) => {
    const column = one(readTemplate(d).columns, pick)
    const place = column === undefined || pick(3) === 0 ? { atEnd: true as const } : column.what === 'phase' && pick(2) === 0 ? { beside: column.id }
      : { after: { source: column.id, port: column.what === 'gate' ? 'Passed' : column.what === 'choice' ? ['Yes', 'No'][pick(2)] ?? 'Yes' : 'Done' } }
    return addColumn(d, place, pick(4) === 0 ? { type: types.gate, title: '关口' } : { type: types.phase, title: '阶段', set: { length: '30d' } }).definition
  },
  addClosingGate: (d) => addClosingGate(d, '总结验收').definition,
  remove: (d, pick) => withPart(d, pick, (id) => removePart(d, id)),
  copy: (d, pick) => withPart(d, pick, (id) => copyPart(d, id, (title) => title)?.definition ?? d),
  moveRow: (d, pick) => withRequirement(d, pick, ({ id }) => withPhase(d, pick, (phase) => moveRow(d, id, phase, pick(6)))),
  moveColumn: (d, pick) => {
    const { columns } = readTemplate(d)
    const [at, to] = [pick(columns.length), pick(columns.length)]
    const [column, other] = [columns[at], columns[to]]
    return column === undefined || other === undefined || at === to ? d : moveColumn(d, column.id, other.id, to > at ? 1 : -1)
  },
  setAfter: (d, pick) => withRequirement(d, pick, ({ id }) => {
    const link = one(possibleAfter(d, id), pick)
    return setAfter(d, id, link === undefined || pick(4) === 0 ? [] : [link])
  }),
  setRework: (d, pick) => withRequirement(d, pick, ({ id, phase }) => {
    const gate = one(phaseOf(d, phase)?.gates ?? [], pick)
    return gate === undefined ? d : setRework(d, id, gate.id)
  }),
  repeat: (d, pick) => withRequirement(d, pick, ({ id }) => setProperty(d, id, 'repeat', pick(2) === 0 ? 'month' : undefined)),
  setTitle: (d, pick) => withPart(d, pick, (id) => setProperty(d, id, 'title', `题目${pick(9)}`)),
  setLength: (d, pick) => withPhase(d, pick, (phase) => setProperty(d, phase, 'length', pick(2) === 0 ? undefined : '20d')),
  renameKey: (d, pick) => withPart(d, pick, (id) => renameKey(d, id, `renamed-${pick(30)}`)),
  setHeading: (d, pick) => setHeading(d, 'title', `模板${pick(9)}`),
}

const one = <T,>(list: readonly T[], pick: (count: number) => number): T | undefined => list[pick(list.length)]
const phaseOf = (d: Definition, id: string | null) => readTemplate(d).columns.find((column) => column.what === 'phase' && column.id === id) as { gates: { id: string }[] } | undefined
const withPhase = (d: Definition, pick: (count: number) => number, edit: (phase: string) => Definition) => {
  const phase = one(readTemplate(d).columns.filter((column) => column.what === 'phase'), pick)
  return phase === undefined ? d : edit(phase.id)
}
const withPart = (d: Definition, pick: (count: number) => number, edit: (id: string) => Definition) => {
  const part = one([...readTemplate(d).byId.values()], pick)
  return part === undefined ? d : edit(part.id)
}
const withRequirement = (d: Definition, pick: (count: number) => number, edit: (requirement: Requirement) => Definition) => {
  const requirement = one([...readTemplate(d).byId.values()].filter((part) => part.what === 'requirement'), pick)
  return requirement === undefined ? d : edit(requirement)
}

interface Step {
  name: string
  numbers: number[]
}

const steps = fc.array(fc.record({ name: fc.constantFrom(...Object.keys(edits)), numbers: fc.array(fc.nat(), { minLength: 6, maxLength: 6 }) }), { maxLength: 14 })
const patience = 60_000
const starts = fc.constantFrom(blank, ...library)

function carriedOut(definition: Definition, { name, numbers }: Step): Definition {
  let at = 0
  return edits[name]?.(definition, (count) => (count === 0 ? 0 : (numbers[at++ % numbers.length] ?? 0) % count)) ?? definition
}

test('The templates of the library and a blank one have no fault', () => {
  for (const definition of [...library, blank]) expect(faultsOf(definition)).toEqual([])
})

test('Whatever is done to a sound template, it stays sound', () => {
  fc.assert(fc.property(starts, steps, (start, sequence) => {
    sequence.reduce((definition, step) => {
      const next = carriedOut(definition, step)
      expect(faultsOf(next), JSON.stringify(step)).toEqual([])
      return next
    }, start)
  }), { numRuns: 400 })
}, patience)

test('Undoing all that was done gives the very document back, doing it again the last one', () => {
  fc.assert(fc.property(starts, steps, (start, sequence) => {
    const before = JSON.stringify(start)
    let history = sequence.reduce((past, step) => change(past, carriedOut(past.present, step)), begin(start))
    const last = history.present
    const depth = history.past.length

    for (let i = 0; i < depth; i++) history = undo(history)
    expect(history.present).toBe(start)
    expect(JSON.stringify(history.present)).toBe(before)

    for (let i = 0; i < depth; i++) history = redo(history)
    expect(history.present).toBe(last)
  }))
}, patience)

/** A template in which everything carries something the product does not know. */
function withUnknowns(definition: Definition): Definition {
  const mark = (value: unknown, name: string): unknown => {
    if (Array.isArray(value)) return value.map((item) => mark(item, name))
    if (typeof value !== 'object' || value === null) return value
    const inner = Object.fromEntries(Object.entries(value).map(([key, item]) => [key, ['root', 'body', 'activities', 'connections'].includes(key) ? mark(item, key) : item]))
    return { ...inner, unknown: { kept: [name, 1] } }
  }
  return { ...(mark(definition, 'root') as Definition), foreign: 'kept' }
}

test('What nobody here knows is still there after any edit of something else', () => {
  fc.assert(fc.property(starts, steps, (start, sequence) => {
    const marked = withUnknowns(start)
    const ids = new Set(everyActivity(marked).map((activity) => activity.id))
    const last = sequence.reduce(carriedOut, marked)

    expect(last['foreign']).toBe('kept')
    for (const activity of everyActivity(last).filter((other) => ids.has(other.id))) {
      // A name that became free may be taken by something new.
      if (activity['version'] === 1 && activity['unknown'] === undefined && sequence.some((step) => step.name === 'remove')) continue
      if (activity.type === types.start || activity.type === types.end) continue
      expect(activity['unknown'], activity.id).toBeDefined()
    }
  }))
}, patience)

test('Setting a property changes nothing else', () => {
  const changed = setProperty(staged, 'study', 'hours', 30)

  expect(setProperty(changed, 'study', 'hours', 40)).toEqual(staged)
})

test('A requirement comes between others without breaking what follows', () => {
  const template = readTemplate(staged)
  const stage = template.columns.find((column) => column.key === 'stage')
  const before = stage?.what === 'phase' ? stage.requirements.map((row) => row.key) : []
  const { definition, id } = addRequirement(staged, 'stage', { type: 'PhaseEngine.Document', title: '通报' }, 2)

  const after = readTemplate(definition).columns.find((column) => column.key === 'stage')
  expect(after?.what === 'phase' && after.requirements.map((row) => row.key)).toEqual([...before.slice(0, 2), id, ...before.slice(2)])
})

test('What waited for a removed requirement waits for what that waited for', () => {
  const definition = removePart(staged, 'plan')
  const template = readTemplate(removePart(staged, 'mobilise'))

  expect(template.byId.get('study')?.after).toEqual([{ source: 'plan', port: 'Done' }, { source: 'work-plan', port: 'Done' }])
  expect(JSON.stringify(definition)).not.toContain('"plan.status"')
})

test('A copied phase is about its own requirements', () => {
  const made = copyPart(review, 'review', (title) => title)
  const twin = readTemplate(made?.definition ?? review).columns.find((column) => column.id === made?.id)

  expect(twin?.what === 'phase' && twin.gates[0]?.activity['reopens']).toEqual(['register-2'])
  expect(twin?.after).toEqual([{ source: 'review', port: 'Done' }])
})

test('A renamed key is renamed wherever it is mentioned', () => {
  const definition = renameKey(parallel, 'problems', 'list')

  expect(JSON.stringify(definition)).toContain('"list.open"')
  expect(JSON.stringify(definition)).not.toContain('"problems.open"')
  expect(readTemplate(definition).byKey.get('progress')?.activity['agendaFrom']).toEqual(['list'])
})

test('Something that begins to repeat lets what waited for it go on', () => {
  const template = readTemplate(setProperty(staged, 'theme', 'repeat', 'month'))

  expect(template.byId.get('standards')?.after).toEqual([{ source: 'mobilise', port: 'Done' }])
})

test('What is asked after a return stands at its gate, not among the rows', () => {
  const stage = readTemplate(staged).columns.find((column) => column.key === 'stage')
  if (stage?.what !== 'phase') throw new Error('no phase')

  expect(stage.gates[0]?.rework.map((row) => row.key)).toEqual(['make-up'])
  expect(stage.requirements.map((row) => row.key)).not.toContain('make-up')
})

test('Parallel measures are columns of one rank', () => {
  const { columns } = readTemplate(parallel)

  expect(columns.map((column) => [column.key, column.rank])).toEqual([['theory', 1], ['research', 1], ['rectification', 1], ['practice', 1], ['closing', 1]])
})

test('A requirement in a blank template closes with its gate', () => {
  const phase = activitiesOf(blank.root).find((activity) => activity.type === types.phase)
  const made = addRequirement(blank, phase?.id ?? '', { type: 'PhaseEngine.Document', title: '计划' })

  expect(everyActivity(made.definition).filter(isRequirement)).toHaveLength(1)
  expect(faultsOf(made.definition)).toEqual([])
})

test('What is laid on another template states only what it adds', () => {
  const phase = { id: 'review', type: types.phase, version: 1, key: 'review', body: { id: 'review-flow', type: types.flow, version: 1, activities: [], connections: [] } }
  const overlay: Definition = {
    definitionId: 'ours', customProperties: { phaseEngine: { title: '补充', extends: 'consolidation-review@1' } },
    root: { id: 'root', type: types.flow, version: 1, activities: [phase], connections: [] },
  }
  const { definition } = addRequirement(overlay, 'review', { type: 'PhaseEngine.ReviewMeetings', title: '月度推进会' })

  const body = activitiesOf(definition.root).find((activity) => activity.id === 'review')?.body
  expect(definition.root.connections).toEqual([])
  expect(activitiesOf(body).map((activity) => activity.type)).toEqual([types.start, 'PhaseEngine.ReviewMeetings'])
})

test('A phase is put behind or before any other, however far away', () => {
  const three = [1, 2].reduce((d) => addColumn(d, { atEnd: true }, { type: types.phase, title: '又一阶段' }).definition, blank)
  const [a, b, c] = readTemplate(three).columns.map((column) => column.id) as [string, string, string]
  const order = (d: Definition) => readTemplate(d).columns.map((column) => column.id)

  expect(order(moveColumn(three, a, c, 1))).toEqual([b, c, a])
  expect(order(moveColumn(three, c, a, -1))).toEqual([c, a, b])
})
