import { api, take, type Schemas } from '../api/api'
import type { Named } from '../office/Picker'

/** A list as somebody wants to have it read. */
export interface ListWish {
  list: 'units' | 'members'
  file: File | null
  strict: boolean
  under: Named | null
}

const requestOf = ({ list, file, strict, under }: ListWish) => ({
  params: { query: { list, fileName: file?.name, strict, under: list === 'units' ? under?.id : undefined } },
  body: file as never,
  // A file goes as it is.
  bodySerializer: (body: unknown) => body as File,
  headers: { 'Content-Type': 'application/octet-stream' },
})

export function sendList(address: '/api/v1/organisation/import-previews' | '/api/v1/organisation/imports', wish: ListWish, name?: string): Promise<Schemas['ReportView']> {
  const request = requestOf(wish)
  if (address === '/api/v1/organisation/import-previews') return take(api.POST(address, request))
  return take(api.POST(address, { ...request, params: { query: { ...request.params.query, import: name } } }))
}

/** The same list with what is wrong beside each row, saved on this device. */
export async function markedList(wish: ListWish) {
  const file = await take(api.POST('/api/v1/organisation/marked-lists', { ...requestOf(wish), parseAs: 'blob' }))
  const link = document.createElement('a')
  link.href = URL.createObjectURL(file)
  link.download = `${wish.file?.name.replace(/\.\w+$/, '') ?? wish.list}-✎.xlsx`
  link.click()
  URL.revokeObjectURL(link.href)
}
