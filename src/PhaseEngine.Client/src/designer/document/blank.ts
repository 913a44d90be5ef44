import { types, type Definition, type Text } from './definition'
import { addColumn, addGate } from './columns'

interface FirstWords {
  title: Text
  phase: Text
  gate: Text
  approval: Text
}

/** A template to begin from: one phase with a gate the superior decides on, ready to be filled. */
export function blankTemplate(id: string, words: FirstWords): Definition {
  const empty: Definition = {
    definitionId: id, name: typeof words.title === 'string' ? words.title : (words.title['zh-CN'] ?? ''), version: 1, isLatest: true, isPublished: false, options: {},
    variables: [], inputs: [], outputs: [], outcomes: [],
    customProperties: { phaseEngine: { format: 1, title: words.title } },
    root: {
      id: 'root', type: types.flow, version: 1,
      activities: [{ id: 'start', type: types.start, version: 1 }, { id: 'end', type: types.end, version: 1 }],
      connections: [{ source: { activity: 'start', port: 'Done' }, target: { activity: 'end', port: 'In' } }],
    },
  }
  const phase = addColumn(empty, { atEnd: true }, { type: types.phase, title: words.phase, set: { length: '30d' } })
  return addGate(phase.definition, phase.id, words.gate, { approvals: [{ role: 'supervisor', act: 'approve', within: '5wd', title: words.approval }] }).definition
}
