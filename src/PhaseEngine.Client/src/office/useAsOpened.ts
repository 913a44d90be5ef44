import { useState } from 'react'

/**
 * What somebody saw when they opened a dialog. What others change meanwhile arrives on the page, but was not seen in the dialog:
 * with the version of then the server refuses to write over it.
 */
export function useAsOpened<T>(open: boolean, now: T): T {
  const [seen, setSeen] = useState({ open, value: now })
  if (open !== seen.open) setSeen({ open, value: now })
  return open ? seen.value : now
}
