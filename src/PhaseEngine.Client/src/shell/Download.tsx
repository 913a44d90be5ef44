import { FileWordOutlined } from '@ant-design/icons'
import { useMutation } from '@tanstack/react-query'
import { Button } from 'antd'
import type { ReactNode } from 'react'
import i18n from '../texts/i18n'
import { NetworkFailure, Refusal } from '../api/refusal'
import { Failed } from './states'

interface DownloadProps {
  address: string
  text: string
  icon?: ReactNode
}

/** A file of the server, under the name the server gives it; a refusal is shown here and not on a page of its own. */
export function Download({ address, text, icon = <FileWordOutlined /> }: DownloadProps) {
  const fetching = useMutation({ mutationFn: () => save(address) })
  return (
    <span className="download">
      <Button icon={icon} loading={fetching.isPending} onClick={() => fetching.mutate()}>{text}</Button>
      {fetching.error && <Failed error={fetching.error} />}
    </span>
  )
}

async function save(address: string) {
  const answer = await fetch(address, { headers: { 'Accept-Language': i18n.language } }).catch(() => { throw new NetworkFailure() })
  if (!answer.ok) throw Refusal.from(answer.status, await answer.json().catch(() => undefined))

  const link = document.createElement('a')
  link.href = URL.createObjectURL(await answer.blob())
  link.download = nameIn(answer.headers.get('Content-Disposition')) ?? ''
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000)
}

function nameIn(disposition: string | null) {
  const encoded = /filename\*=UTF-8''([^;]+)/i.exec(disposition ?? '')?.[1]
  return encoded === undefined ? undefined : decodeURIComponent(encoded)
}
