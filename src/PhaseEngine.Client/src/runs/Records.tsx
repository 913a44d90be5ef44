import { useInfiniteQuery } from '@tanstack/react-query'
import { Typography } from 'antd'
import { useTranslation } from 'react-i18next'
import { api, take } from '../api/api'
import { useKind } from '../forms/useKinds'
import { useDays } from '../shell/days'
import { More } from '../shell/More'
import { Answer, Nothing } from '../shell/states'
import type { Requirement } from './useRun'

/** What was recorded, the latest first; what was corrected or taken back stays to be seen. */
export function Records({ runId, requirement }: { runId: string; requirement: Requirement }) {
  const { t } = useTranslation()
  const days = useDays()
  const kind = useKind(requirement.kind)
  const records = useInfiniteQuery({
    queryKey: ['runs', runId, 'records', requirement.key],
    queryFn: ({ pageParam }) => take(api.GET('/api/v1/runs/{runId}/requirements/{requirement}/evidence', {
      params: { path: { runId, requirement: requirement.key }, query: { after: pageParam, limit: 20 } },
    })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  })
  const titleOf = (form: string) => kind?.forms.find((one) => one.name === form)?.title ?? form

  return (
    <section className="card">
      <Typography.Title level={2} className="part">{t('records.title')}</Typography.Title>
      <Answer of={records}>
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items)
          if (items.length === 0) return <Nothing text={t('records.nothing')} />
          return (
            <ul className="records">
              {items.map((record) => (
                <li key={record.id} className={record.supersededBy === null ? '' : 'struck'}>
                  <span>{titleOf(record.form)} · {days.full(record.on)}</span>
                  {record.supersededBy !== null && <span className="mark">{t('records.superseded')}</span>}
                  <Typography.Text type="secondary">
                    {[record.recorder, days.moment(record.recordedAt), record.attachments > 0 ? t('records.attachments', { count: record.attachments }) : null]
                      .filter((part) => part !== null).join(' · ')}
                  </Typography.Text>
                </li>
              ))}
            </ul>
          )
        }}
      </Answer>
      <More of={records} />
    </section>
  )
}
