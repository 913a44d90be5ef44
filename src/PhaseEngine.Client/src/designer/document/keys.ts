import { activitiesOf, type Activity, type Definition } from './definition'

const pattern = /^[a-z][a-z0-9-]{0,39}$/
const longest = 40

export const isKey = (text: string) => pattern.test(text)

/** All activities of a template: those of its flow and those within its phases. */
export const everyActivity = (definition: Definition): Activity[] =>
  [definition.root, ...activitiesOf(definition.root).flatMap((activity) => (activity.body === undefined ? [activity] : [activity, activity.body, ...activitiesOf(activity.body)]))]

/**
 * Names nobody has yet: a wish, or the wish with a number. Ids and keys are one space, since what is added here has one name
 * for both. Each asked for is taken.
 */
export function freeNames(definition: Definition): (wish: string) => string {
  const taken = new Set(everyActivity(definition).flatMap((activity) => [activity.id, activity.key ?? activity.id]))
  return (wish) => {
    const base = wish.replace(/([a-z0-9])([A-Z])/g, '$1-$2').toLowerCase().replace(/[^a-z0-9-]/g, '').replace(/^[^a-z]+/, '').slice(0, longest - 4) || 'part'
    let name = base
    for (let number = 2; taken.has(name); number++) name = `${base}-${number}`
    taken.add(name)
    return name
  }
}

type Values = Record<string, unknown>
const listsOfKeys = ['reopens', 'agendaFrom']

/** The same value with every mention of some keys exchanged for others. */
export function withKeys<T>(value: T, names: ReadonlyMap<string, string>, property = ''): T {
  if (Array.isArray(value)) {
    const inner: unknown[] = value
    return inner.map((item) => (typeof item === 'string' && listsOfKeys.includes(property) ? (names.get(item) ?? item) : withKeys(item, names))) as T
  }
  if (typeof value === 'string' && property === 'metric') {
    const [key = '', ...rest] = value.split('.')
    const renamed = rest.length > 0 ? names.get(key) : undefined
    return (renamed === undefined ? value : [renamed, ...rest].join('.')) as T
  }
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, withKeys<unknown>(inner, names, name)])) as T
}

/** An activity without mentions of some keys: conditions on them fall away, and with the last the list they stood in. */
export function withoutKeys(activity: Activity, keys: ReadonlySet<string>): Activity {
  const changed: Values = {}
  for (const list of listsOfKeys) {
    const named = activity[list]
    if (Array.isArray(named) && named.some((key) => keys.has(key as string))) changed[list] = named.filter((key) => !keys.has(key as string))
  }
  const conditions = activity['conditions']
  if (mentions(conditions, keys)) changed['conditions'] = pruned(conditions, keys)
  if (Object.keys(changed).length === 0) return activity

  const rest = { ...activity, ...changed }
  if (rest['conditions'] === undefined) delete (rest as Values)['conditions']
  return rest
}

export function mentions(tree: unknown, keys: ReadonlySet<string>): boolean {
  if (Array.isArray(tree)) return tree.some((part) => mentions(part, keys))
  if (typeof tree !== 'object' || tree === null) return false
  return isAbout(tree as Values, keys) || Object.values(tree).some((part) => mentions(part, keys))
}

function pruned(tree: unknown, keys: ReadonlySet<string>): unknown {
  if (typeof tree !== 'object' || tree === null) return tree
  const node = tree as Values
  if (isAbout(node, keys)) return undefined
  if (node['not'] !== undefined) {
    const inner = pruned(node['not'], keys)
    return inner === undefined ? undefined : { ...node, not: inner }
  }
  for (const group of ['all', 'any']) {
    if (!Array.isArray(node[group])) continue
    const kept = node[group].map((part: unknown) => pruned(part, keys)).filter((part) => part !== undefined)
    return kept.length === 0 ? undefined : { ...node, [group]: kept }
  }
  return tree
}

const isAbout = (leaf: Values, keys: ReadonlySet<string>) => {
  const metric = leaf['metric']
  return typeof metric === 'string' && metric.includes('.') && keys.has(metric.split('.')[0] ?? '')
}

/** Whether conditions look at something with that key. */
export const mentionsKey = (tree: unknown, key: string) => mentions(tree, new Set([key]))
