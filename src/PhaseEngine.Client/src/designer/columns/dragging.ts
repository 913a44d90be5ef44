import { closestCorners, pointerWithin, type CollisionDetection, type KeyboardCoordinateGetter, type UniqueIdentifier } from '@dnd-kit/core'
import { sortableKeyboardCoordinates } from '@dnd-kit/sortable'

const prefix = 'column '

/** A column is dragged under a name of its own: a phase is also what rows are dropped into. */
export const columnName = (id: string) => prefix + id

export const isColumn = (name: UniqueIdentifier) => String(name).startsWith(prefix)

/** The activity behind a name. */
export const activityOf = (name: UniqueIdentifier) => (isColumn(name) ? String(name).slice(prefix.length) : String(name))

/** Columns meet columns, rows meet rows and phases. */
export const meeting: CollisionDetection = (args) => {
  const whole = isColumn(args.active.id)
  const among = { ...args, droppableContainers: args.droppableContainers.filter((one) => isColumn(one.id) === whole) }
  if (!whole) return closestCorners(among)
  const under = pointerWithin(among)
  if (under.length > 0 || args.pointerCoordinates !== null) return under

  // By keyboard it stands where another column begins.
  const { left, top } = args.collisionRect
  return among.droppableContainers
    .map((one) => ({ id: one.id, data: { droppableContainer: one, value: distance(one.rect.current, { left, top }) } }))
    .sort((one, other) => one.data.value - other.data.value)
}

const distance = (rect: { left: number; top: number } | null, from: { left: number; top: number }) =>
  rect === null ? Infinity : Math.hypot(rect.left - from.left, rect.top - from.top)

/** With the arrows a column goes to where the next one stands; rows go as rows do. */
export const nextPlace: KeyboardCoordinateGetter = (event, args) => {
  if (!isColumn(args.active)) return sortableKeyboardCoordinates(event, args)

  const step = event.code === 'ArrowRight' || event.code === 'ArrowDown' ? 1 : event.code === 'ArrowLeft' || event.code === 'ArrowUp' ? -1 : 0
  if (step === 0) return undefined
  event.preventDefault()
  const { droppableContainers, droppableRects, over } = args.context
  const columns = droppableContainers.getEnabled().filter((one) => isColumn(one.id))
    .flatMap((one) => { const rect = droppableRects.get(one.id); return rect === undefined ? [] : [{ id: one.id, rect }] })
    .sort((one, other) => one.rect.left - other.rect.left || one.rect.top - other.rect.top)
  const at = columns.findIndex((one) => one.id === (over?.id ?? args.active))
  const next = columns[at + step]
  return next === undefined ? undefined : { x: next.rect.left, y: next.rect.top }
}
