import { useCallback, useLayoutEffect, useReducer, useRef } from 'react'
import { begin, change, redo, undo, type Definition, type History, type Made } from './document'

type Act =
  | { act: 'edit'; edit: (definition: Definition) => Definition; about?: string | undefined }
  | { act: 'undo' | 'redo' }
  | { act: 'open'; definition: Definition }

function next(history: History<Definition>, act: Act): History<Definition> {
  switch (act.act) {
    case 'edit': return change(history, act.edit(history.present), act.about)
    case 'undo': return undo(history)
    case 'redo': return redo(history)
    case 'open': return begin(act.definition)
  }
}

/** The document with all that was done to it. */
export function useEditing(first: Definition) {
  const [history, act] = useReducer(next, first, begin)
  const newest = useRef(history.present)
  useLayoutEffect(() => void (newest.current = history.present), [history.present])
  return {
    history,
    edit: useCallback((edit: (definition: Definition) => Definition, about?: string) => act({ act: 'edit', edit, about }), []),
    /** What is new has a name that only the newest document can give. */
    make: useCallback((edit: (definition: Definition) => Made | undefined) => {
      const made = edit(newest.current)
      if (made !== undefined) act({ act: 'edit', edit: () => made.definition })
      return made?.id
    }, []),
    undo: useCallback(() => act({ act: 'undo' }), []),
    redo: useCallback(() => act({ act: 'redo' }), []),
    open: useCallback((definition: Definition) => act({ act: 'open', definition }), []),
  }
}
