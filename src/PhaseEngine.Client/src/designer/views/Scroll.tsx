import type { ReactNode } from 'react'

/** A table that may be wider than the page: the keyboard can move it, too. */
export function Scroll({ label, children }: { label: string; children: ReactNode }) {
  return <div className="scroll" role="region" aria-label={label} tabIndex={0}>{children}</div>
}
