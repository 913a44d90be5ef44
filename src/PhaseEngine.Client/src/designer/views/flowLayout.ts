import type { Choice, Column, Gate, Phase, Requirement, Template } from '../document'

/** One box of the chart. Places are relative to the phase it is in, as React Flow wants them. */
export interface Box {
  id: string
  what: 'phase' | 'requirement' | 'gate' | 'choice' | 'start' | 'end'
  title: Column['title']
  part: Column | Requirement | Gate | Choice | undefined
  parent: string | undefined
  x: number
  y: number
  width: number
  height: number
}

export interface Arrow {
  source: string
  target: string
  /** Passed, Returned, Yes, No; Done is not said. */
  port: string
  /** There and back again: a gate and the one thing it asks when it is returned, which stands below it. */
  both?: true
}

export interface Drawing {
  boxes: Box[]
  arrows: Arrow[]
}

const box = { width: 176, height: 60 }
const gap = { across: 52, down: 18 }
const inside = { left: 20, top: 46, right: 20, bottom: 20 }
const between = { across: 80, down: 40 }
const round = { width: 64, height: 36 }

type Inner = Requirement | Gate | Choice

/** Columns by step from left to right, those of one step below each other; in a phase likewise, its gates behind all it asks. */
export function draw(template: Template): Drawing {
  const boxes: Box[] = []
  const arrows: Arrow[] = []
  const steps = [...new Set(template.columns.map((column) => column.rank))].sort((one, other) => one - other)
  const inSteps = steps.map((step) => template.columns.filter((column) => column.rank === step).map((column) => drawColumn(column)))
  const tallest = Math.max(round.height, ...inSteps.map(heightOf))

  let x = round.width + between.across
  for (const drawn of inSteps) {
    let y = (tallest - heightOf(drawn)) / 2
    const width = Math.max(...drawn.map((one) => one.own.width))
    for (const { own, within, ways } of drawn) {
      boxes.push({ ...own, x, y }, ...within)
      arrows.push(...ways)
      y += own.height + between.down
    }
    x += width + between.across
  }

  const middle = (tallest - round.height) / 2
  boxes.unshift({ id: startId, what: 'start', title: '', part: undefined, parent: undefined, x: 0, y: middle, ...round })
  boxes.push({ id: endId, what: 'end', title: '', part: undefined, parent: undefined, x, y: middle, ...round })
  return { boxes, arrows: [...waysBetween(template), ...arrows] }
}

export const startId = ' start'
export const endId = ' end'

const heightOf = (drawn: readonly { own: Box }[]) => drawn.reduce((sum, { own }) => sum + own.height + between.down, -between.down)

function drawColumn(column: Column): { own: Box; within: Box[]; ways: Arrow[] } {
  const own: Box = { id: column.id, what: column.what, title: column.title, part: column, parent: undefined, x: 0, y: 0, ...box }
  // What a gate between phases asks when it is returned stands beside it.
  if (column.what === 'gate' && column.rework.length > 0) {
    const within = column.rework.map((rework, index): Box => ({
      id: rework.id, what: 'requirement', title: rework.title, part: rework, parent: column.id, x: 0, y: (index + 1) * (box.height + gap.down), ...box,
    }))
    return { own, within, ways: returnOf(column) }
  }
  if (column.what !== 'phase') return { own, within: [], ways: [] }

  const places = placesIn(column)
  const right = Math.max(0, ...[...places.values()].map((place) => place.x + box.width))
  const bottom = Math.max(0, ...[...places.values()].map((place) => place.y + box.height))
  const within = partsOf(column).map((part): Box => {
    const place = places.get(part.id) ?? { x: 0, y: 0 }
    return { id: part.id, what: part.what, title: part.title, part, parent: column.id, x: inside.left + place.x, y: inside.top + place.y, ...box }
  })
  return {
    own: { ...own, width: Math.max(box.width, inside.left + right + inside.right), height: inside.top + Math.max(bottom, 20) + inside.bottom },
    within,
    ways: waysIn(column),
  }
}

const partsOf = (phase: Phase): Inner[] => [...phase.requirements, ...phase.choices, ...phase.gates, ...phase.gates.flatMap((gate) => gate.rework)]

/** By the longest way that leads there; rows as near as can be to what stands before. */
function placesIn(phase: Phase): Map<string, { x: number; y: number }> {
  const parts = partsOf(phase)
  const byId = new Map(parts.map((part) => [part.id, part]))
  const steps = new Map<string, number>()
  const stepOf = (part: Inner, seen: ReadonlySet<string>): number => {
    const known = steps.get(part.id)
    if (known !== undefined || seen.has(part.id)) return known ?? 0
    const before = part.after.map((link) => byId.get(link.source)).filter((one) => one !== undefined)
    const step = Math.max(-1, ...before.map((one) => stepOf(one, new Set([...seen, part.id])))) + 1
    steps.set(part.id, step)
    return step
  }

  const asked = parts.filter((part) => part.what !== 'gate' && !isRework(part))
  const last = Math.max(-1, ...asked.map((part) => stepOf(part, new Set())))
  phase.gates.forEach((gate) => {
    steps.set(gate.id, last + 1)
    gate.rework.forEach((rework, index) => steps.set(rework.id, last + 1 + index))
  })

  const places = new Map<string, { x: number; y: number }>()
  const rows = new Map<string, number>()
  for (let step = 0; step <= Math.max(...steps.values(), -1); step++) {
    const here = parts.filter((part) => steps.get(part.id) === step)
    const wish = new Map(here.map((part) => [part.id, wishOf(part, rows)]))
    let free = 0
    for (const part of here.filter((one) => !isRework(one)).sort((one, other) => (wish.get(one.id) ?? 0) - (wish.get(other.id) ?? 0))) {
      const row = Math.max(free, Math.floor(wish.get(part.id) ?? 0))
      place(part, row)
      free = row + 1
    }
    for (const part of here.filter(isRework)) place(part, Math.max(free, 1))
  }
  return places

  function place(part: Inner, row: number) {
    rows.set(part.id, row)
    places.set(part.id, { x: (steps.get(part.id) ?? 0) * (box.width + gap.across), y: row * (box.height + gap.down) })
  }
}

const isRework = (part: Inner) => part.what === 'requirement' && part.reworkOf !== null

const wishOf = (part: Inner, rows: ReadonlyMap<string, number>) => {
  const before = part.after.map((link) => rows.get(link.source)).filter((row) => row !== undefined)
  return before.length === 0 ? 0 : Math.min(...before)
}

function waysIn(phase: Phase): Arrow[] {
  const ways = partsOf(phase).filter((part) => !isRework(part)).flatMap((part) => part.after.map((link) => ({ source: link.source, target: part.id, port: link.port })))
  const returns = phase.gates.flatMap((gate) => returnOf(gate))
  return [...ways, ...returns]
}

/** From a gate that was returned through what it asks then, and back to it. */
function returnOf(gate: Gate): Arrow[] {
  const line = [gate.id, ...gate.rework.map((rework) => rework.id), gate.id]
  if (line.length === 2) return []
  if (line.length === 3) return [{ source: gate.id, target: line[1] ?? '', port: 'Returned', both: true }]
  return line.slice(1).map((target, index) => ({ source: line[index] ?? '', target, port: index === 0 ? 'Returned' : 'Done' }))
}

/** Between columns; what nothing leads to hangs on the start, what leads nowhere on the end. */
function waysBetween(template: Template): Arrow[] {
  const arrows = template.columns.flatMap((column) =>
    column.after.length === 0
      ? [{ source: startId, target: column.id, port: 'Done' }]
      : column.after.map((link) => ({ source: link.source, target: column.id, port: link.port })))
  const leaving = new Set(arrows.map((arrow) => arrow.source))
  const last = template.columns.filter((column) => !leaving.has(column.id)).map((column) => ({ source: column.id, target: endId, port: column.what === 'gate' ? 'Passed' : 'Done' }))
  return [...arrows, ...last]
}
