/** What opens over the page; each stands in the body, behind everything else. */
const over = '.ant-modal-root, .ant-drawer, .ant-dropdown, .ant-popover, .ant-select-dropdown, .ant-picker-dropdown'

/** Closing takes a moment: an animation, a draw; more on a slow machine. */
const moments = [100, 500, 1500]

/**
 * Whatever opened over the page leaves the focus where it was opened from, however it is closed: the components do so in some cases,
 * not for menus, nor for dialogs that are taken away at once. Without it the next Tab would begin at the top of the page.
 */
export function giveFocusBack(page: Document = document) {
  let from: HTMLElement | null = null
  let isOver = false
  const look = () => {
    const nowhere = page.activeElement === null || page.activeElement === page.body
    if (isOver && nowhere && from?.isConnected === true) from.focus({ preventScroll: true })
  }
  const lookSoon = () => moments.forEach((moment) => setTimeout(look, moment))

  page.addEventListener('focusin', ({ target }) => {
    if (!(target instanceof HTMLElement)) return
    isOver = target.closest(over) !== null
    if (!isOver) from = target
  })
  page.addEventListener('keydown', () => { if (isOver) lookSoon() }, true)
  page.addEventListener('click', () => { if (isOver) lookSoon() }, true)
  new MutationObserver(look).observe(page.body, { childList: true })
}
