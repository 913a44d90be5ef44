import { dayOf, numberOf, type Stretch } from './days'

/** What the chart needs of a planned activity. */
export interface Planned {
  activityId: string
  key: string
  title: string
  type: string
  phase: string | null
  asked: boolean
  from: string
  to: string | null
  date: string | null
  windows: readonly { number: number; from: string; to: string }[]
  reminders: readonly { on: string; about: string; to: readonly string[] }[]
}

export interface Group<T extends Planned = Planned> {
  /** The phase; null for what stands between phases. */
  phase: T | null
  rows: T[]
}

/** Phases in order of their start, each with what is in it by due day and its gates behind that; choices have no days and are left out. */
export function groupsOf<T extends Planned>(items: readonly T[]): Group<T>[] {
  const shown = items.filter((item) => item.asked && item.type !== 'Choice')
  const phases = shown.filter((item) => item.type === 'Phase')
  const byDue = (one: T, other: T) => Number(one.type === 'Gate') - Number(other.type === 'Gate') || (one.to ?? '9999').localeCompare(other.to ?? '9999') || one.from.localeCompare(other.from)
  const groups: Group<T>[] = [...phases]
    .sort((one, other) => one.from.localeCompare(other.from))
    .map((phase) => ({ phase, rows: shown.filter((item) => item.phase === phase.key).sort(byDue) }))
  const between = shown.filter((item) => item.phase === null && item.type !== 'Phase').sort(byDue)
  return between.length === 0 ? groups : [...groups, { phase: null, rows: between }]
}

/** Places days on a line from 0 to 100. */
export class Scale {
  readonly first: number
  readonly last: number

  constructor(from: string, to: string) {
    this.first = numberOf(from)
    this.last = Math.max(numberOf(to), this.first + 6)
  }

  get days(): number {
    return this.last - this.first + 1
  }

  get whole(): Stretch {
    return { from: this.first, to: this.last }
  }

  /** Where a day begins. */
  at(day: number): number {
    return (100 * (Math.min(Math.max(day, this.first), this.last + 1) - this.first)) / this.days
  }

  /** From the beginning of a day to the end of another. */
  bar(from: string, to: string): { left: string; width: string } {
    const [left, right] = [this.at(numberOf(from)), this.at(numberOf(to) + 1)]
    return { left: `${left}%`, width: `${Math.max(right - left, 0)}%` }
  }

  middle(day: string): string {
    return `${(this.at(numberOf(day)) + this.at(numberOf(day) + 1)) / 2}%`
  }

  /** The days that are written above the chart: each Monday, or of long plans the first of each month. */
  ticks(most: number): string[] {
    const days = Array.from({ length: this.days }, (_, index) => dayOf(this.first + index))
    const mondays = days.filter((day) => new Date(day).getUTCDay() === 1)
    if (mondays.length <= most) return mondays
    const months = days.filter((day) => day.endsWith('-01'))
    const step = Math.ceil(months.length / most)
    return months.filter((_, index) => index % step === 0)
  }

  /** A background that is darker where people do not work; one gradient for every row. */
  shade(off: readonly Stretch[], colour: string): string {
    const stops = off.map(({ from, to }) => {
      const [left, right] = [this.at(from), this.at(to + 1)]
      return `transparent ${left}%, ${colour} ${left}%, ${colour} ${right}%, transparent ${right}%`
    })
    return stops.length === 0 ? 'none' : `linear-gradient(to right, transparent 0%, ${stops.join(', ')}, transparent 100%)`
  }
}

/** The last planned day of what is asked. */
export const endOf = (items: readonly Planned[], start: string): string =>
  items.filter((item) => item.asked).reduce((last, item) => {
    const end = item.windows.at(-1)?.to ?? item.to ?? item.from
    return end > last ? end : last
  }, start)
