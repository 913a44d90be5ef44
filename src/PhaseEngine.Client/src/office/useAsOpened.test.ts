import { act, createElement } from 'react'
import { createRoot } from 'react-dom/client'
import { expect, test } from 'vitest'
import { useAsOpened } from './useAsOpened'

test('A dialog keeps to what was seen when it was opened, and begins anew when it is opened again', () => {
  const shown = dialog()

  expect(shown({ open: false, version: 1 })).toBe(1)
  expect(shown({ open: true, version: 2 })).toBe(2)
  expect(shown({ open: true, version: 3 })).toBe(2)
  expect(shown({ open: false, version: 3 })).toBe(3)
  expect(shown({ open: true, version: 3 })).toBe(3)
})

/** Draws a dialog again and again; tells which version it would send. */
function dialog() {
  let seen = 0
  const Dialog = ({ open, version }: { open: boolean; version: number }) => {
    seen = useAsOpened(open, version)
    return null
  }
  const root = createRoot(document.createElement('div'))
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
  return (props: { open: boolean; version: number }) => {
    act(() => root.render(createElement(Dialog, props)))
    return seen
  }
}
