const prefix = 'phaseengine.draft.'
const keptFor = 30 * 24 * 60 * 60 * 1000

interface Kept {
  at: number
  what: unknown
}

/** Whose drafts are kept and read; nobody's until it is known who is signed in. */
let owner = ''

const place = (key: string) => `${prefix}${owner}.${key}`
const places = () => Object.keys(localStorage).filter((name) => name.startsWith(prefix))
const own = () => (owner === '' ? [] : places().filter((name) => name.startsWith(place(''))))

/**
 * Drafts lie on this device under their owner's id: several people use one browser in an office, and nobody is shown what another
 * has begun. What others left here goes once somebody else is signed in, as does what nobody came back to for a month.
 */
export function draftsOf(userId: string) {
  owner = userId
  for (const name of places()) {
    const at = keptAt(name)
    if (!name.startsWith(place('')) || at === undefined || at < Date.now() - keptFor) localStorage.removeItem(name)
  }
}

export function keep(key: string, what: unknown) {
  if (owner !== '') localStorage.setItem(place(key), JSON.stringify({ at: Date.now(), what } satisfies Kept))
}

/** What was kept; undefined where there is nothing, or what another version of the page wrote and this one cannot read. */
export function kept(key: string): unknown {
  return owner === '' ? undefined : read(place(key))?.what
}

export const drop = (key: string) => localStorage.removeItem(place(key))

/** How many drafts of the reader lie on this device and nowhere else. */
export const unsent = () => own().length

export const dropAll = () => own().forEach((name) => localStorage.removeItem(name))

const keptAt = (name: string) => read(name)?.at

function read(name: string): Kept | undefined {
  try {
    const found = JSON.parse(localStorage.getItem(name) ?? 'null') as Partial<Kept> | null
    return typeof found?.at === 'number' ? { at: found.at, what: found.what } : undefined
  } catch {
    return undefined
  }
}
