import { expect, test } from 'vitest'
import simplified from './overlay.zh-CN.json'
import traditional from './overlay.zh-TW.json'
import { wordsOf } from './words'

test('Both ways of writing Chinese say the same of Elsa Studio', () => {
  expect(Object.keys(traditional)).toEqual(Object.keys(simplified))
})

test('The frame says in each language what it has to say', () => {
  for (const language of ['zh-TW', 'en']) expect(Object.keys(wordsOf(language))).toEqual(Object.keys(wordsOf('zh-CN')))
})
