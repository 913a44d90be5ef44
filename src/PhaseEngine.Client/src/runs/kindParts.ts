import { lazy, type ComponentType } from 'react'
import type { Requirement, Run } from './useRun'

export interface PartProps {
  run: Run
  requirement: Requirement
}

const modules = import.meta.glob<{ default: ComponentType<PartProps> }>('../kinds/*.tsx')

/** How the work of a kind is recorded and shown, where it has a way of its own; else forms and records are drawn from what it declares. */
export const kindParts: Readonly<Record<string, ComponentType<PartProps>>> = Object.fromEntries(
  Object.entries(modules).map(([path, load]) => [path.slice('../kinds/'.length, -'.tsx'.length), lazy(load)]),
)
