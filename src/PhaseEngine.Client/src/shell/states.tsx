import { ReloadOutlined } from '@ant-design/icons'
import { Alert, Button, Empty, Skeleton } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { NetworkFailure, Refusal } from '../api/refusal'

interface Asked<T> {
  data: T | undefined
  error: Error | null
  refetch: () => unknown
}

/** What was asked for; until then, that it is on its way; or why it did not come and what to do about it. */
export function Answer<T>({ of, children }: { of: Asked<T>; children: (data: T) => ReactNode }) {
  if (of.data !== undefined) return children(of.data)
  if (of.error !== null) return <Failed error={of.error} again={of.refetch} />
  return <Skeleton active paragraph={{ rows: 6 }} />
}

export function Failed({ error, again }: { error: Error; again?: () => unknown }) {
  const { t } = useTranslation()
  const { title, detail } = useWordsOf(error)
  return (
    <Alert
      type="error"
      showIcon
      title={title}
      description={detail}
      action={again && <Button icon={<ReloadOutlined />} onClick={() => again()}>{t('states.again')}</Button>}
    />
  )
}

/** A refusal speaks for itself, in the reader's language; what is no refusal is told in our own words. */
export function useWordsOf(error: Error): { title: string; detail: string | undefined } {
  const { t } = useTranslation()
  if (error instanceof Refusal) return error
  if (error instanceof NetworkFailure) return { title: t('states.offline.title'), detail: t('states.offline.detail') }
  return { title: t('states.broken.title'), detail: t('states.broken.detail') }
}

export function Nothing({ text, children }: { text: string; children?: ReactNode }) {
  return <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={text}>{children}</Empty>
}
