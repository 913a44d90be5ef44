import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Alert, Button, Typography } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, take } from '../api/api'
import { valuesOf, firstValues, type Values } from '../forms/document'
import { RecordForm } from '../forms/RecordForm'
import { useKind } from '../forms/useKinds'
import { useHistory } from '../runs/History'
import type { PartProps } from '../runs/kindParts'
import { Records } from '../runs/Records'
import { useDays } from '../shell/days'
import '../forms/forms.css'

/** A paper: written, submitted, returned with remarks, submitted again in a new version. */
export default function Document({ run, requirement }: PartProps) {
  const { t } = useTranslation('runs')
  const days = useDays()
  const form = useKind(requirement.kind)?.forms.find((one) => requirement.forms.includes(one.name))
  const before = requirement.waitingOn !== null
  const [again, setAgain] = useState(false)
  const latest = useLatest(run.id, requirement.key)
  const remarks = useRemarks(run.id, requirement.key)
  const returned = requirement.metrics.some((metric) => metric.name === 'returns' && (metric.value ?? 0) > 0) && !before && latest.data !== undefined

  return (
    <>
      {remarks?.remark && !before && (
        <Alert
          type="warning" showIcon className="remarks" title={t('document.remarks')}
          description={<><span className="as-written">{remarks.remark}</span><Typography.Text type="secondary">{remarks.name} · {days.moment(remarks.at)}</Typography.Text></>}
        />
      )}
      {form && (!before || again) && !latest.isLoading && (
        <section className="card">
          <Typography.Title level={2} className="part">{t(returned || again ? 'document.newVersion' : 'document.first')}</Typography.Title>
          <RecordForm
            key={latest.data?.id}
            run={run}
            requirement={requirement}
            form={form}
            begin={{ ...valuesOf(form.fields, (latest.data?.document as Values | null | undefined) ?? { title: requirement.title }), ...firstValues(form.fields, run.today) }}
            save={t('document.submit')}
            done={() => setAgain(false)}
          />
        </section>
      )}
      {form && before && !again && (
        <section className="card">
          <p>{t('document.waiting', { who: requirement.waitingOn?.title ?? '' })}</p>
          <Button onClick={() => setAgain(true)}>{t('document.again')}</Button>
        </section>
      )}
      <Records run={run} requirement={requirement} />
    </>
  )
}

/** The version recorded last that stands. */
function useLatest(runId: string, requirement: string) {
  const records = useInfiniteQuery({
    queryKey: ['runs', runId, 'records', requirement],
    queryFn: ({ pageParam }) => take(api.GET('/api/v1/runs/{runId}/requirements/{requirement}/evidence', {
      params: { path: { runId, requirement }, query: { after: pageParam, limit: 20 } },
    })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  })
  const id = records.data?.pages[0]?.items.find((one) => one.supersededBy === null && one.form === 'version')?.id
  return useQuery({
    queryKey: ['evidence', id],
    queryFn: () => take(api.GET('/api/v1/evidence/{evidenceId}', { params: { path: { evidenceId: id ?? '' } } })),
    enabled: id !== undefined,
  })
}

/** What was said when the paper was answered or returned the last time, in the superior's own words. */
function useRemarks(runId: string, requirement: string) {
  const history = useHistory(runId, requirement)
  return history.data?.entries.find((entry) => entry.act === 'decided')
}
