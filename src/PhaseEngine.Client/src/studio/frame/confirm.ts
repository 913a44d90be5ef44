import { wordsOf } from './words'

/** Asks before activities disappear: what hangs on them, evidence and conditions, goes with them. */
export function confirmDeletion(titles: string[], language: string): Promise<boolean> {
  const words = wordsOf(language)
  const dialog = document.createElement('dialog')
  dialog.className = 'phaseengine-question'
  dialog.setAttribute('aria-labelledby', 'phaseengine-question')

  const heading = document.createElement('h2')
  heading.id = 'phaseengine-question'
  heading.textContent = words.deletion
  const list = document.createElement('ul')
  list.append(...titles.map((title) => Object.assign(document.createElement('li'), { textContent: title })))
  const note = Object.assign(document.createElement('p'), { textContent: words.deletionNote })
  const keep = Object.assign(document.createElement('button'), { textContent: words.keep, value: 'keep', autofocus: true })
  const remove = Object.assign(document.createElement('button'), { textContent: words.remove, value: 'remove', className: 'danger' })
  const form = document.createElement('form')
  form.method = 'dialog'
  form.append(keep, remove)
  dialog.append(heading, list, note, form)
  document.body.append(dialog)
  dialog.showModal()

  return new Promise((resolve) => {
    dialog.addEventListener('close', () => {
      dialog.remove()
      resolve(dialog.returnValue === 'remove')
    }, { once: true })
  })
}
