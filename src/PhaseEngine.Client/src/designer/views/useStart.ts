import dayjs, { type Dayjs } from 'dayjs'
import { useState } from 'react'

export interface UnitLike {
  sector?: string
  pilot?: boolean
}

const remembered = 'phaseengine.views.start'

const nextMonday = () => dayjs().add((8 - dayjs().day()) % 7 || 7, 'day')

/** From which day a template is looked at: the one looked at last, else next Monday. The same for all views. */
export function useStart() {
  const [start, setStart] = useState<Dayjs>(() => {
    const kept = sessionStorage.getItem(remembered)
    return kept === null ? nextMonday() : dayjs(kept)
  })
  return {
    start,
    day: start.format('YYYY-MM-DD'),
    setStart: (day: Dayjs) => {
      sessionStorage.setItem(remembered, day.format('YYYY-MM-DD'))
      setStart(day)
    },
  }
}
