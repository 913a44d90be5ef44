import { Alert, Skeleton } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Refusal } from '../../api/refusal'
import { Failed } from '../../shell/states'
import { Findings, findingsOf } from '../../templates/Findings'

interface Asked<T> {
  data: T | undefined
  error: Error | null
  refetch: () => unknown
}

interface ViewAnswerProps<T> {
  of: Asked<T>
  select: ((activityId: string) => void) | undefined
  children: (data: T) => ReactNode
}

/** What a view asked for. A draft with errors has none yet: then what has to be mended, each leading to its place. */
export function ViewAnswer<T>({ of, select, children }: ViewAnswerProps<T>) {
  const { t } = useTranslation('templates')
  if (of.error instanceof Refusal && findingsOf(of.error).length > 0) {
    return (
      <Alert
        type="warning"
        showIcon
        title={t('views.errors')}
        description={<Findings findings={findingsOf(of.error)} link={select && ((activityId, title) => <button type="button" className="as-link" onClick={() => select(activityId)}>{title}</button>)} />}
      />
    )
  }
  if (of.error !== null) return <Failed error={of.error} again={of.refetch} />
  return of.data === undefined ? <Skeleton active paragraph={{ rows: 8 }} /> : children(of.data)
}
