import { headingOf, say, types, type Definition, type Text } from '../designer/document'

/** A definition as a new template takes it: another id, another title, nothing published. */
function named(definition: Definition, id: string, title: Text): Definition {
  return {
    ...definition,
    definitionId: id,
    name: say(title, 'zh-CN'),
    version: 1,
    isLatest: true,
    isPublished: false,
    customProperties: { ...definition.customProperties, phaseEngine: { format: 1, ...headingOf(definition), title } },
  }
}

/** A copy under a name of its own; nothing else in it changes. Under another title it has no titles in other languages yet. */
export function copyOf(definition: Definition, id: string, title: string): Definition {
  const before = headingOf(definition).title
  return named(definition, id, before !== undefined && say(before, 'zh-CN') === title ? before : title)
}

/** What a lower office asks beyond a published template: nothing yet. */
export function overlayOn(base: string, id: string, title: string): Definition {
  const empty: Definition = {
    definitionId: id, options: {}, variables: [], inputs: [], outputs: [], outcomes: [],
    customProperties: { phaseEngine: { extends: base } },
    root: { id: 'root', type: types.flow, version: 1, activities: [], connections: [] },
  }
  return named(empty, id, title)
}

export function titleOf(definition: Definition): string {
  const title = say(headingOf(definition).title, 'zh-CN')
  return title || (typeof definition['name'] === 'string' ? definition['name'] : '')
}

/** A file from elsewhere may lack what every template has. */
export const idOf = (definition: Definition) => (definition.definitionId as string | undefined) ?? ''

export const idPattern = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/

/** An id nobody else has chosen, most likely: what was there before, and the day. */
export function freshId(from: string, today: string): string {
  const stem = from.replace(/[^A-Za-z0-9._-]+/g, '-').replace(/^[^A-Za-z0-9]+|-+$/g, '').slice(0, 48) || 'template'
  return `${stem}-${today.replaceAll('-', '').slice(2)}`
}

/** Reads a file somebody chose; what is no JSON object is told apart from what is no template, which the server finds. */
export function readDefinition(text: string): Definition | undefined {
  try {
    const read: unknown = JSON.parse(text.replace(/^\uFEFF/, ''))
    return typeof read === 'object' && read !== null && !Array.isArray(read) ? (read as Definition) : undefined
  } catch {
    return undefined
  }
}

/** Hands a definition over as a file. */
export function saveAsFile(definition: unknown, name: string) {
  const address = URL.createObjectURL(new Blob([JSON.stringify(definition, null, 2)], { type: 'application/json' }))
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  URL.revokeObjectURL(address)
}
