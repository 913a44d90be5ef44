/** What the page around the frame is told. */
export type News =
  | { studio: 'ready' }
  | { studio: 'opened' | 'saved'; name: string; version: number; published: boolean; readOnly: boolean }
  | { studio: 'refused'; status: number; code: string; title: string; detail: string }
  | { studio: 'unreachable' }

export const tell = (news: News) => window.parent.postMessage(news, location.origin)

export const isNews = (data: unknown): data is News => typeof data === 'object' && data !== null && 'studio' in data
