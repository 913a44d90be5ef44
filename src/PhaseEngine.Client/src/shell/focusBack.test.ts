import { beforeEach, expect, test, vi } from 'vitest'
import { giveFocusBack } from './focusBack'

giveFocusBack()

beforeEach(() => {
  vi.useFakeTimers()
  document.body.innerHTML = '<button id="opener"></button><button id="other"></button>'
})

const find = (id: string) => document.getElementById(id) as HTMLElement

/** Opens something over the page from the button, and puts the focus into it. */
function opened(kind: string) {
  find('opener').focus()
  const shown = document.createElement('div')
  shown.className = kind
  shown.innerHTML = '<button id="inside"></button>'
  document.body.append(shown)
  find('inside').focus()
  return shown
}

test.each(['ant-dropdown', 'ant-drawer'])('Once what opened over the page is gone (%s), the focus is where it was opened from', (kind) => {
  const shown = opened(kind)
  find('inside').dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }))
  shown.remove()
  vi.runAllTimers()
  expect(document.activeElement).toBe(find('opener'))
})

test('Where something else took the focus, it stays', () => {
  const shown = opened('ant-drawer')
  find('other').focus()
  shown.remove()
  vi.runAllTimers()
  expect(document.activeElement).toBe(find('other'))
})

test('Whoever leaves a field of the page itself is not sent back to it', () => {
  find('opener').focus()
  find('opener').blur()
  document.body.click()
  vi.runAllTimers()
  expect(document.activeElement).toBe(document.body)
})
