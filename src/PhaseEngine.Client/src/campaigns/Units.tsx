import { useInfiniteQuery } from '@tanstack/react-query'
import { Checkbox, Flex, Input, Select, Typography } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { api, take, type Schemas } from '../api/api'
import { useDays } from '../shell/days'
import { Due } from '../shell/Due'
import { More } from '../shell/More'
import { Answer, Nothing } from '../shell/states'

interface UnitsProps {
  campaignId: string
  unit: string
  phases: Schemas['GetBoardView']['phases']
}

interface Filter {
  phase?: string
  overdue?: boolean
  waiting?: boolean
  search?: string
}

/** The units one by one, the latest first; the server filters, sorts and pages. */
export function Units({ campaignId, unit, phases }: UnitsProps) {
  const { t } = useTranslation()
  const [filter, setFilter] = useState<Filter>({})
  const units = useInfiniteQuery({
    queryKey: ['campaigns', campaignId, 'runs', unit, filter],
    queryFn: ({ pageParam }) => take(api.GET('/api/v1/campaigns/{campaignId}/runs', {
      params: { path: { campaignId }, query: { ...filter, unit, after: pageParam, limit: 50 } },
    })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: (before) => before,
  })
  const narrow = (more: Filter) => setFilter({ ...filter, ...more })

  return (
    <section className="card">
      <Typography.Title level={2} className="part">{t('units.title')}</Typography.Title>
      <Flex wrap gap="small" align="center" className="filters">
        <Input.Search allowClear placeholder={t('units.search')} aria-label={t('units.search')} onSearch={(text) => narrow({ search: text || undefined })} style={{ width: 220 }} />
        <Select
          allowClear
          placeholder={t('units.phase')}
          aria-label={t('units.phase')}
          options={phases.map((phase) => ({ value: phase.key, label: phase.title }))}
          onChange={(phase?: string) => narrow({ phase })}
          style={{ minWidth: 160 }}
        />
        <Checkbox onChange={(event) => narrow({ overdue: event.target.checked || undefined })}>{t('units.lateOnly')}</Checkbox>
        <Checkbox onChange={(event) => narrow({ waiting: event.target.checked || undefined })}>{t('units.waitingOnly')}</Checkbox>
      </Flex>
      <Answer of={units}>
        {({ pages }) => {
          const rows = pages.flatMap((page) => page.items)
          return rows.length === 0 ? <Nothing text={t('units.nothing')} /> : <ol className="units">{rows.map((row) => <Row key={row.id} row={row} />)}</ol>
        }}
      </Answer>
      <More of={units} />
    </section>
  )
}

function Row({ row }: { row: Schemas['ListRunsView'] }) {
  const { t } = useTranslation()
  const days = useDays()
  const standing = row.status === 'active' ? row.phases.map((phase) => phase.title).join('、') || t('desk.betweenPhases') : t(`runs.status.${row.status}`)
  return (
    <li className={row.overdue ? 'late' : ''}>
      <Link to={`/runs/${row.id}`}>
        <span className="unit">{row.unit}</span>
        <span className="standing">{standing}</span>
        <span className="gate">
          {row.gate !== null && row.gateStatus !== null && row.gateStatus !== 'closed' && `${row.gate.title}：${t(`status.${row.gateStatus}`)}`}
          {row.answerBy !== null && ` · ${t('approvals.answerBy', { day: days.day(row.answerBy) })}`}
        </span>
        <span className="when"><Due due={row.dueOn} daysLeft={row.daysLeft} overdue={row.overdue} /></span>
      </Link>
    </li>
  )
}
