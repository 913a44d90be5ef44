import { useEffect, useState } from 'react'

/** A value once it has not changed for a moment: while somebody types, the server is not asked for every letter. */
export function useCalm<T>(value: T, milliseconds = 300): T {
  const [calm, setCalm] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setCalm(value), milliseconds)
    return () => clearTimeout(timer)
  }, [value, milliseconds])
  return calm
}
