import dayjs, { type Dayjs } from 'dayjs'
import type { Schemas } from '../api/api'

/** A day as the server writes it; null when none was chosen. */
export const dayOf = (day: Dayjs | null | undefined) => day?.format('YYYY-MM-DD') ?? null

export const asDay = (day: string | null | undefined) => (day ? dayjs(day) : null)

/** What was typed, without blanks round it; null for nothing. */
export const textOf = (text: string | null | undefined) => text?.trim() || null

/** The version an edit is based on, as the server wants to be told. */
export const ifMatch = (version: number) => ({ 'If-Match': `"${version}"` })

/** A title in the reader's language, or as it was written where that is not there. */
export const inLanguage = (title: Schemas['Text'] | undefined, language: string) =>
  (language === 'en' ? title?.en : language === 'zh-TW' ? title?.zhTw : null) ?? title?.zhCn
