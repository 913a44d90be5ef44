import { useInfiniteQuery } from '@tanstack/react-query'
import { Collapse, Typography } from 'antd'
import { useTranslation } from 'react-i18next'
import { api, take } from '../api/api'
import { useKind } from '../forms/useKinds'
import { useDays } from '../shell/days'
import { More } from '../shell/More'
import { Answer, Nothing } from '../shell/states'
import { RecordDetails } from './RecordDetails'
import type { Requirement, Run } from './useRun'

/** What was recorded, the latest first; what was corrected or taken back stays to be seen. */
export function Records({ run, requirement }: { run: Run; requirement: Requirement }) {
  const { t } = useTranslation()
  const days = useDays()
  const kind = useKind(requirement.kind)
  const records = useInfiniteQuery({
    queryKey: ['runs', run.id, 'records', requirement.key],
    queryFn: ({ pageParam }) => take(api.GET('/api/v1/runs/{runId}/requirements/{requirement}/evidence', {
      params: { path: { runId: run.id, requirement: requirement.key }, query: { after: pageParam, limit: 20 } },
    })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  })
  const titleOf = (form: string) => kind?.forms.find((one) => one.name === form)?.title ?? t('records.withdrawn')

  return (
    <section className="card" id="records">
      <Typography.Title level={2} className="part">{t('records.title')}</Typography.Title>
      <Answer of={records}>
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items)
          if (items.length === 0) return <Nothing text={t('records.nothing')} />
          return (
            <Collapse
              ghost
              className="records"
              destroyOnHidden
              items={items.map((record) => ({
                key: record.id,
                label: (
                  <span className={`record-line ${record.supersededBy === null ? '' : 'struck'}`}>
                    <span className="record-what">{titleOf(record.form)} · {days.full(record.on)}</span>
                    {record.supersededBy !== null && <span className="mark">{t('records.superseded')}</span>}
                    {record.supersedes !== null && <span className="mark soon">{t('records.corrects')}</span>}
                    <Typography.Text type="secondary">
                      {[record.recorder, days.moment(record.recordedAt), record.attachments > 0 ? t('records.attachments', { count: record.attachments }) : null]
                        .filter((part) => part !== null).join(' · ')}
                    </Typography.Text>
                  </span>
                ),
                children: <RecordDetails run={run} requirement={requirement} id={record.id} />,
              }))}
            />
          )
        }}
      </Answer>
      <More of={records} />
    </section>
  )
}
