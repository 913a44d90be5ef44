import { createContext, use, type RefObject } from 'react'
import type { Definition, Made, Template } from './document'
import type { Findings } from './useCheck'
import type { Palette } from './usePalette'
import type { Words } from './words/useWords'

/** What everything in the designer looks at and acts on. */
export interface Designing {
  definition: Definition
  template: Template
  palette: Palette
  words: Words
  findings: Findings
  /** A published version, or somebody who may only look. */
  readOnly: boolean
  selected: string | null
  select: (id: string | null) => void
  /** Does something to the definition. What is done about one thing right after each other is undone in one step. */
  edit: (edit: (definition: Definition) => Definition, about?: string) => void
  /** Makes something new and selects it. */
  make: (edit: (definition: Definition) => Made | undefined) => void
  /** Where the keyboard's focus belongs once the columns have followed the next edit: the first of these that is still there. */
  focusNextRef: RefObject<readonly string[]>
}

export const DesignerContext = createContext<Designing | null>(null)

export function useDesigner(): Designing {
  const designing = use(DesignerContext)
  if (designing === null) throw new Error('This is part of the designer.')
  return designing
}
