import { expect, test } from 'vitest'
import type { Definition } from '../designer/document'
import { copyOf, freshId, idPattern, overlayOn, readDefinition, titleOf } from './definition'

const library: Definition = {
  definitionId: 'study', name: '学习', version: 4, isPublished: true, toolVersion: '3.8',
  customProperties: { phaseEngine: { format: 1, title: { 'zh-CN': '学习', en: 'Study' }, guidance: '说明' }, studio: { zoom: 2 } },
  root: { id: 'root', type: 'Elsa.Flowchart', activities: [{ id: 'a', type: 'Elsa.Start' }], connections: [] },
}

test('A copy has its own name and id and keeps everything else', () => {
  const copy = copyOf(library, 'study-2', '我区的学习')
  expect([copy.definitionId, titleOf(copy), copy['name'], copy['isPublished'], copy['version']]).toEqual(['study-2', '我区的学习', '我区的学习', false, 1])
  expect(copy.customProperties).toEqual({ phaseEngine: { format: 1, title: '我区的学习', guidance: '说明' }, studio: { zoom: 2 } })
  expect([copy['toolVersion'], copy.root]).toEqual(['3.8', library.root])
})

test('A copy under the same title keeps its titles in other languages', () => {
  expect(copyOf(library, 'study-2', '学习').customProperties).toMatchObject({ phaseEngine: { title: { 'zh-CN': '学习', en: 'Study' } } })
})

test('An overlay names what it lies on', () => {
  expect(overlayOn('study@4', 'o', '补充').customProperties).toMatchObject({ phaseEngine: { format: 1, extends: 'study@4', title: '补充' } })
})

test('A title is found wherever a tool wrote it', () => {
  expect(titleOf({ ...library, customProperties: {} })).toBe('学习')
  expect(titleOf({ ...library, customProperties: { phaseEngine: { title: '只有中文' } } })).toBe('只有中文')
})

test('A proposed id can be used', () => {
  expect(freshId('study', '2026-03-02')).toBe('study-260302')
  for (const odd of ['', '学习 动员', '-x-', 'a'.repeat(80), '../etc']) expect(freshId(odd, '2026-03-02')).toMatch(idPattern)
})

test('What is no JSON object is not read', () => {
  expect(readDefinition('\uFEFF{"a":1}')).toEqual({ a: 1 })
  for (const text of ['', 'hello', '[1]', '"x"', 'null', '{']) expect(readDefinition(text)).toBeUndefined()
})
