import { expect, test } from 'vitest'

const plural = /_(zero|one|two|few|many|other)$/

/** The texts of all areas in one language, by file's folder and key. */
const all = import.meta.glob<object>(['./*.json', '../*/texts/*.json'], { eager: true, import: 'default' })

function textsIn(language: string) {
  const texts = new Map<string, string>()
  for (const [file, content] of Object.entries(all)) {
    if (file.endsWith(`/${language}.json`)) flatten(content, `${file.slice(0, -`${language}.json`.length)} `, texts)
  }
  return texts
}

function flatten(texts: object, prefix: string, into: Map<string, string>) {
  for (const [key, value] of Object.entries(texts) as [string, string | object][]) {
    if (typeof value === 'string') into.set(prefix + key, value)
    else flatten(value, `${prefix}${key}.`, into)
  }
}

const placeholders = (text: string) => [...text.matchAll(/{{(\w+)}}/g)].map((match) => match[1]).sort()
const keys = (texts: Map<string, string>) => [...new Set([...texts.keys()].map((key) => key.replace(plural, '')))].sort()
const chinese = textsIn('zh-CN')

test.each(['zh-TW', 'en'])('%s says everything Chinese says', (language) => {
  expect(keys(textsIn(language))).toEqual(keys(chinese))
})

test.each(['zh-TW', 'en'])('%s leaves no placeholder out and adds none', (language) => {
  for (const [key, text] of textsIn(language)) {
    const same = chinese.get(key) ?? chinese.get(key.replace(plural, '_other')) ?? ''
    expect([key, placeholders(text)]).toEqual([key, placeholders(same)])
  }
})

test('Traditional Chinese is written in traditional characters', () => {
  const simplifiedOnly = /[们为么书习乡买乱争亏亚产亩亲亿仅从仓仪价众优会伟传伤伦伪体余佣侠侣侥侦侧侨这进过还说请设请认议让记识词试该详语误谁调谈课谢读门问间阅队阶际陈项须预领题额风飞饭馆马验鱼鸟麦黄齐龙务动劳单卫发变员国图团园圆场坏块坚处备复实审导层岁帮应开张当录总战户报担拟择挂换据数断时显权条来极构标样档检欢气没沟测满热状现盘确种积称终经结给统继续维综编网联职肃脑节范获观规视览觉计讨训许论证评译诉]/
  for (const [key, text] of textsIn('zh-TW')) expect([key, simplifiedOnly.exec(text)?.[0]]).toEqual([key, undefined])
})
