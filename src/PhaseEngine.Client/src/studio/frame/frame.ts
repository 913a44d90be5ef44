import { speakOurWords } from './overlay'
import { watchRequests } from './requests'
import './frame.css'

/**
 * The page in which Elsa Studio runs. It shows one thing: `?template=` to edit, or `?run=` to look at; `?lang=` says in which language.
 */
const asked = new URLSearchParams(location.search)
const language = asked.get('lang') ?? 'zh-CN'
const place = document.getElementById('studio')
const endpoint = `${location.origin}/api/studio`

// Some scripts of the Studio stand in its pages, where no script may: this is all they would do that we want.
Object.assign(window, { editorHotkeys: { register: () => undefined, dispose: () => undefined } })

watchRequests(endpoint, language)
speakOurWords(language)

const template = asked.get('template')
const element = template === null
  ? elementOf('elsa-workflow-instance-viewer', { 'instance-id': asked.get('run') ?? '' })
  : elementOf('elsa-workflow-definition-editor', { 'definition-id': template })
place?.append(element)
document.documentElement.lang = language

function elementOf(name: string, attributes: Record<string, string>) {
  const made = document.createElement(name)
  for (const [key, value] of Object.entries({ 'remote-endpoint': endpoint, ...attributes })) made.setAttribute(key, value)
  return made
}
