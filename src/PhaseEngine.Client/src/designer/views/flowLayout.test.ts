import { expect, test } from 'vitest'
import { readTemplate, type Definition } from '../document'
import { draw, endId, startId } from './flowLayout'

const files = import.meta.glob<Definition>('../../../../../workflows/*.json', { eager: true, import: 'default' })
const library = Object.entries(files).filter(([file]) => !file.endsWith('.schema.json'))

test.each(library)('%s is drawn whole: every activity has a box, and none covers another', (_, definition) => {
  const template = readTemplate(definition)
  const { boxes } = draw(template)
  for (const id of template.byId.keys()) expect(boxes.filter((box) => box.id === id)).toHaveLength(1)

  for (const one of boxes) {
    for (const other of boxes) {
      if (one.id >= other.id || one.parent !== other.parent) continue
      const apart = one.x + one.width <= other.x || other.x + other.width <= one.x || one.y + one.height <= other.y || other.y + other.height <= one.y
      expect([one.id, other.id, apart]).toEqual([one.id, other.id, true])
    }
  }
})

test.each(library)('%s: what is in a phase lies within its frame', (_, definition) => {
  const { boxes } = draw(readTemplate(definition))
  for (const box of boxes) {
    const frame = boxes.find((other) => other.id === box.parent && other.what === 'phase')
    if (frame) expect([box.id, box.x >= 0 && box.y >= 0 && box.x + box.width <= frame.width && box.y + box.height <= frame.height]).toEqual([box.id, true])
  }
})

test.each(library)('%s: arrows join boxes that are there, and lead from the start to the end', (_, definition) => {
  const { boxes, arrows } = draw(readTemplate(definition))
  const ids = new Set(boxes.map((box) => box.id))
  for (const arrow of arrows) expect([arrow, ids.has(arrow.source), ids.has(arrow.target)]).toEqual([arrow, true, true])

  const reached = new Set([startId])
  for (let size = 0; size !== reached.size;) {
    size = reached.size
    for (const arrow of arrows) if (reached.has(arrow.source)) reached.add(arrow.target)
  }
  expect(reached.has(endId)).toBe(true)
})

test('What presupposes another stands to its right; a gate behind all its phase asks', () => {
  const definition = library.find(([file]) => file.includes('study'))?.[1] as Definition
  const { boxes } = draw(readTemplate(definition))
  const x = (id: string) => boxes.find((box) => box.id === id)?.x ?? -1
  expect(x('work-plan')).toBeLessThan(x('mobilise'))
  expect(x('mobilise')).toBeLessThan(x('study'))
  expect(x('gate')).toBeGreaterThan(x('opinion'))
})

test('A template with nothing in it is a start and an end', () => {
  const empty: Definition = { definitionId: 'x', root: { id: 'root', type: 'Elsa.Flowchart', activities: [], connections: [] } }
  expect(draw(readTemplate(empty)).boxes.map((box) => box.what)).toEqual(['start', 'end'])
})
