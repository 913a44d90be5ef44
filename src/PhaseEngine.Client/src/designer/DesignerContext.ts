import { createContext, use } from 'react'
import type { Definition, Template } from './document'
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
}

export const DesignerContext = createContext<Designing | null>(null)

export function useDesigner(): Designing {
  const designing = use(DesignerContext)
  if (designing === null) throw new Error('This is part of the designer.')
  return designing
}
