import { hide } from './hidden'
import { tell } from './news'
import simplified from './overlay.zh-CN.json'
import traditional from './overlay.zh-TW.json'

const spoken = ['title', 'placeholder', 'aria-label']

/** Code that people write is theirs, whatever words it is made of. */
const untouched = '.monaco-editor, script, style, textarea, dialog'

/**
 * Elsa Studio speaks English. Whatever it shows that stands in our table is shown in the reader's language; the rest stays as it is. A
 * journey checks that the words it looks for are still the Studio's.
 */
export function speakOurWords(language: string) {
  const table: Record<string, string> | null = language === 'zh-CN' ? simplified : language === 'zh-TW' ? traditional : null
  let ready = false

  const ours = (text: string) => {
    const words = text.trim()
    return table !== null && Object.hasOwn(table, words) ? text.replace(words, table[words] ?? words) : text
  }
  const put = (node: Node) => {
    if (node instanceof Text) {
      if (node.parentElement?.closest(untouched)) return
      hide(node)
      const said = ours(node.data)
      if (said !== node.data) node.data = said
    } else if (node instanceof Element && !node.matches(untouched)) {
      for (const name of spoken) {
        const text = node.getAttribute(name)
        if (text !== null && ours(text) !== text) node.setAttribute(name, ours(text))
      }
      node.childNodes.forEach(put)
    }
  }
  const observer = new MutationObserver((changes) => {
    for (const change of changes) {
      if (change.type === 'childList') change.addedNodes.forEach(put)
      else put(change.target)
    }
    if (!ready && document.querySelector('.mud-tabs, .mud-timeline') !== null) {
      ready = true
      document.getElementById('studio')?.removeAttribute('aria-busy')
      tell({ studio: 'ready' })
    }
  })
  observer.observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: spoken })
}
