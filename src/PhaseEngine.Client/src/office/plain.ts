import dayjs, { type Dayjs } from 'dayjs'

/** A day as the server writes it; null when none was chosen. */
export const dayOf = (day: Dayjs | null | undefined) => day?.format('YYYY-MM-DD') ?? null

export const asDay = (day: string | null | undefined) => (day ? dayjs(day) : null)

/** What was typed, without blanks round it; null for nothing. */
export const textOf = (text: string | null | undefined) => text?.trim() || null

/** The version an edit is based on, as the server wants to be told. */
export const ifMatch = (version: number) => ({ 'If-Match': `"${version}"` })
