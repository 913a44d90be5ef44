import { expect, test } from 'vitest'
import { inLanguage } from './plain'

const title = { zhCn: '第一批', zhTw: null, en: 'Batch 1' }

test('a title is told in the language of its reader where it was written in it', () => {
  expect(['zh-CN', 'zh-TW', 'en'].map((language) => inLanguage(title, language))).toEqual(['第一批', '第一批', 'Batch 1'])
  expect(inLanguage(undefined, 'en')).toBeUndefined()
})
