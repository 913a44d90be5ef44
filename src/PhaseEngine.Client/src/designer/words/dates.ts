/** The date forms of templates (docs/templates.md), taken apart and put together again. */

export const spanUnits = ['d', 'wd', 'w', 'm'] as const
export type SpanUnit = (typeof spanUnits)[number]

export interface Span {
  count: number
  unit: SpanUnit
}

export const anchors = ['start', 'end', 'entry', 'campaign'] as const
export type Anchor = (typeof anchors)[number]

/** A day counted from an anchor, before it where `count` is negative; or the same day of every year. */
export type TemplateDate = { anchor: Anchor; count: number; unit: SpanUnit } | { month: number; day: number }

const [spanForm, anchored, fixed, offset] = [/^(\d+)(d|wd|w|m)$/, /^(start|end|entry|campaign)(?:([+-]\d+)(d|wd|w|m))?$/, /^(\d{2})-(\d{2})$/, /^([+-]?\d+)(d|wd|w|m)$/]

export function readSpan(text: string): Span | undefined {
  const [, count, unit] = spanForm.exec(text) ?? []
  return count === undefined ? undefined : { count: Number(count), unit: unit as SpanUnit }
}

export const writeSpan = ({ count, unit }: Span) => `${count}${unit}`

export function readDate(text: string): TemplateDate | undefined {
  const [, anchor, count, unit] = anchored.exec(text) ?? []
  if (anchor !== undefined) return { anchor: anchor as Anchor, count: Number(count ?? 0), unit: (unit ?? 'd') as SpanUnit }
  const [, month, day] = fixed.exec(text) ?? []
  return month === undefined ? undefined : { month: Number(month), day: Number(day) }
}

export function writeDate(date: TemplateDate): string {
  if ('month' in date) return `${two(date.month)}-${two(date.day)}`
  return date.count === 0 ? date.anchor : `${date.anchor}${date.count > 0 ? '+' : ''}${date.count}${date.unit}`
}

/** Before (negative), on, or after the day a reminder is about. */
export function readOffset(text: string): Span | undefined {
  const [, count, unit] = offset.exec(text) ?? []
  return count === undefined ? undefined : { count: Number(count), unit: unit as SpanUnit }
}

export const writeOffset = ({ count, unit }: Span) => `${count > 0 ? '+' : ''}${count}${unit}`

/** Roughly in days, to put reminders in the order they are sent. */
export const daysOf = ({ count, unit }: Span) => count * { d: 1, wd: 1.4, w: 7, m: 30 }[unit]

const two = (number: number) => String(number).padStart(2, '0')
