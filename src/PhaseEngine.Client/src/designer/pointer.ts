import { activitiesOf, type Definition } from './document'

/** Where an activity stands in the document, as a JSON pointer. */
export function pointerOf(definition: Definition, id: string): string | undefined {
  for (const [index, activity] of activitiesOf(definition.root).entries()) {
    if (activity.id === id) return pointer('root', 'activities', index)
    const inner = activitiesOf(activity.body).findIndex((other) => other.id === id)
    if (inner >= 0) return pointer('root', 'activities', index, 'body', 'activities', inner)
  }
  return undefined
}

const pointer = (...steps: (string | number)[]) => steps.map((step) => `/${step}`).join('')
