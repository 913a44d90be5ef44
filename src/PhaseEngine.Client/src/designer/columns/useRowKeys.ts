import type { KeyboardEvent } from 'react'
import { useDesigner } from '../DesignerContext'
import type { Requirement } from '../document'
import { useRowActs } from './useRowActs'

/** The row's acts by keyboard: Alt with arrows moves, Ctrl+D copies, Delete removes. */
export function useRowKeys(requirement: Requirement, index: number) {
  const { readOnly, focusNextRef } = useDesigner()
  const acts = useRowActs(requirement, index)

  return (event: KeyboardEvent<HTMLElement>) => {
    const act = readOnly ? undefined : actOf(event, acts)
    if (act === undefined) return
    event.preventDefault()
    // It may be drawn anew somewhere else, and the focus goes with it; what is gone leaves it to its neighbour.
    const all = [...document.querySelectorAll<HTMLElement>('.columns [data-part]')]
    const at = all.indexOf(event.currentTarget)
    focusNextRef.current = [all[at], all[at + 1], all[at - 1]].flatMap((element) => element?.dataset['part'] ?? [])
    act()
  }
}

function actOf(event: KeyboardEvent, acts: ReturnType<typeof useRowActs>): (() => void) | undefined {
  if (event.key === 'Delete') return acts.remove
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'd') return acts.copy
  if (!event.altKey) return undefined
  switch (event.key) {
    case 'ArrowUp': return acts.canUp ? acts.up : undefined
    case 'ArrowDown': return acts.canDown ? acts.down : undefined
    case 'ArrowLeft': return () => acts.moveBeside(-1)
    case 'ArrowRight': return () => acts.moveBeside(1)
    default: return undefined
  }
}
