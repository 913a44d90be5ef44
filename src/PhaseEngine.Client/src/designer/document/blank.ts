import { types, type Definition, type Text } from './definition'
import type { NewActivity } from './changing'
import { addColumn, addGate } from './columns'

/** What a new phase and a new gate are called before anybody names them. */
export interface FirstWords {
  phase: Text
  gate: Text
  approval: Text
}

/** What a new phase and a new gate begin with, in a blank template and in any other. */
export const firstPhase = (words: FirstWords): NewActivity => ({ type: types.phase, title: words.phase, set: { length: '30d' } })

export const firstGate = (words: FirstWords) => ({ title: words.gate, set: { approvals: [{ role: 'supervisor', act: 'approve', within: '5wd', title: words.approval }] } })

/** A template to begin from: one phase with a gate the superior decides on, ready to be filled. */
export function blankTemplate(id: string, title: Text, words: FirstWords): Definition {
  const empty: Definition = {
    definitionId: id, name: typeof title === 'string' ? title : (title['zh-CN'] ?? ''), version: 1, isLatest: true, isPublished: false, options: {},
    variables: [], inputs: [], outputs: [], outcomes: [],
    customProperties: { phaseEngine: { format: 1, title } },
    root: {
      id: 'root', type: types.flow, version: 1,
      activities: [{ id: 'start', type: types.start, version: 1 }, { id: 'end', type: types.end, version: 1 }],
      connections: [{ source: { activity: 'start', port: 'Done' }, target: { activity: 'end', port: 'In' } }],
    },
  }
  const phase = addColumn(empty, { atEnd: true }, firstPhase(words))
  const gate = firstGate(words)
  return addGate(phase.definition, phase.id, gate.title, gate.set).definition
}
