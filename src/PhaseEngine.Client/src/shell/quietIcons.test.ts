import { afterEach, expect, test } from 'vitest'
import { quietIcons } from './quietIcons'

afterEach(() => void (document.body.innerHTML = ''))

test('An icon that calls itself by its file is not read out; one that was given a name, or is all that a button says, is', async () => {
  quietIcons()
  document.body.innerHTML = '<a><span class="anticon" role="img" aria-label="check-circle"></span>已完成</a><button><span class="anticon" role="img" aria-label="其他标签"></span></button><button><span class="anticon" role="img" aria-label="search"></span></button>'
  await Promise.resolve()

  expect([...document.querySelectorAll('.anticon')].map((icon) => icon.getAttribute('aria-hidden'))).toEqual(['true', null, null])
})
