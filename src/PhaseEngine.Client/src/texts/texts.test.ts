import { expect, test } from 'vitest'
import en from './en.json'
import zhCN from './zh-CN.json'
import zhTW from './zh-TW.json'

const plural = /_(zero|one|two|few|many|other)$/

function flat(texts: object, prefix = ''): Map<string, string> {
  const all = new Map<string, string>()
  for (const [key, value] of Object.entries(texts) as [string, string | object][]) {
    if (typeof value === 'string') all.set(prefix + key, value)
    else for (const [inner, text] of flat(value, `${prefix}${key}.`)) all.set(inner, text)
  }
  return all
}

const placeholders = (text: string) => [...text.matchAll(/{{(\w+)}}/g)].map((match) => match[1]).sort()
const keys = (texts: object) => [...new Set([...flat(texts).keys()].map((key) => key.replace(plural, '')))].sort()

test.each([['zh-TW', zhTW], ['en', en]])('%s says everything Chinese says', (_, texts) => {
  expect(keys(texts)).toEqual(keys(zhCN))
})

test.each([['zh-TW', zhTW], ['en', en]])('%s leaves no placeholder out and adds none', (_, texts) => {
  const chinese = flat(zhCN)
  for (const [key, text] of flat(texts)) {
    const same = chinese.get(key) ?? chinese.get(key.replace(plural, '_other')) ?? ''
    expect([key, placeholders(text)]).toEqual([key, placeholders(same)])
  }
})

test('Traditional Chinese is written in traditional characters', () => {
  const simplifiedOnly = /[们为么书习乡买乱争亏亚产亩亲亿仅从仓仪价众优会伟传伤伦伪体余佣侠侣侥侦侧侨]/
  for (const [key, text] of flat(zhTW)) expect([key, simplifiedOnly.test(text)]).toEqual([key, false])
})
