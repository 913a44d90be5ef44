/** How an icon calls itself where nobody gave it a name: by the word for its file. */
const ofItsFile = /^[a-z0-9-]+$/

/**
 * Icons of the components read themselves out by the English names of their files ("fund", "check-circle") before the words they
 * stand beside. They say nothing more than those words: only an icon that was given a name of its own is read, and one that is all
 * that a button says.
 */
export function quietIcons(page: Document = document) {
  const quieten = (within: ParentNode) => {
    for (const icon of within.querySelectorAll('.anticon[aria-label]:not([aria-hidden])'))
      if (ofItsFile.test(icon.getAttribute('aria-label') ?? '') && !isAlone(icon)) icon.setAttribute('aria-hidden', 'true')
  }

  quieten(page)
  new MutationObserver((changes) => {
    for (const { target } of changes) if (target instanceof Element) quieten(target)
  }).observe(page.documentElement, { childList: true, subtree: true })
}

function isAlone(icon: Element) {
  const button = icon.closest('button, a, [role="button"]')
  return button !== null && !button.hasAttribute('aria-label') && button.textContent.trim() === ''
}
