import type { Schemas } from '../api/api'

type Change = Schemas['ChangeView']

export interface ActivityChanges {
  key: string
  title: string
  kind: Change['kind']
  sentences: string[]
}

/** Changes of one activity together, in the order in which they came; the template's own have an empty key. */
export function byActivity(changes: readonly Change[]): ActivityChanges[] {
  const groups = new Map<string, ActivityChanges>()
  for (const change of changes) {
    const place = `${change.kind} ${change.key}`
    const group = groups.get(place) ?? { key: place, title: change.title ?? change.key, kind: change.kind, sentences: [] }
    group.sentences.push(change.text)
    groups.set(place, group)
  }
  return [...groups.values()]
}
