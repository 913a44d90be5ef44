import { useInfiniteQuery } from '@tanstack/react-query'
import { DownloadOutlined, MoreOutlined } from '@ant-design/icons'
import { Button, Checkbox, Dropdown, Flex, Input, Select, Typography } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { api, take, type Schemas } from '../api/api'
import { useDays } from '../shell/days'
import { Due } from '../shell/Due'
import { More } from '../shell/More'
import { Answer, Nothing } from '../shell/states'
import { may, useMe } from '../shell/useMe'
import { actsFor, OrderDialog, type Ordered } from './OrderDialog'

interface UnitsProps {
  campaignId: string
  unit: string
  phases: Schemas['GetBoardView']['phases']
  filter: Filter
  setFilter: (filter: Filter) => void
}

export interface Filter {
  phase?: string
  status?: Schemas['RunStatus']
  gate?: Schemas['GateStatus']
  overdue?: boolean
  waiting?: boolean
  search?: string
  sort?: string
}

const statuses = ['active', 'suspended', 'finished', 'closed'] as const
const gates = ['closed', 'asked', 'returned', 'passed'] as const

/** The units one by one; the server filters, sorts and pages. */
export function Units({ campaignId, unit, phases, filter, setFilter }: UnitsProps) {
  const { t } = useTranslation()
  const { t: say } = useTranslation('campaigns')
  const me = useMe()
  const orders = me.data !== undefined && may(me.data, 'campaigns.run')
  const [ordered, setOrdered] = useState<Ordered | null>(null)
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
    <section className="card" id="units">
      <Typography.Title level={2} className="part">{t('units.title')}</Typography.Title>
      <Flex wrap gap="small" align="center" className="filters">
        <Input.Search allowClear placeholder={t('units.search')} aria-label={t('units.search')} onSearch={(text) => narrow({ search: text || undefined })} style={{ width: 220 }} />
        <Select
          value={filter.phase ?? null}
          allowClear
          placeholder={t('units.phase')}
          aria-label={t('units.phase')}
          options={phases.map((phase) => ({ value: phase.key, label: phase.title }))}
          onChange={(phase: string | null) => narrow({ phase: phase ?? undefined })}
          style={{ minWidth: 160 }}
        />
        <Choice label={say('units.status')} value={filter.status} onChange={(status) => narrow({ status })} options={statuses.map((value) => ({ value, label: say(`units.statuses.${value}`) }))} />
        <Choice label={say('units.gate')} value={filter.gate} onChange={(gate) => narrow({ gate })} options={gates.map((value) => ({ value, label: t(`status.${value}`) }))} />
        <Checkbox checked={filter.overdue ?? false} onChange={(event) => narrow({ overdue: event.target.checked || undefined })}>{t('units.lateOnly')}</Checkbox>
        <Checkbox checked={filter.waiting ?? false} onChange={(event) => narrow({ waiting: event.target.checked || undefined })}>{t('units.waitingOnly')}</Checkbox>
        <Choice label={say('units.sort')} value={filter.sort} onChange={(sort) => narrow({ sort })} options={(['lateness', 'unit'] as const).map((value) => ({ value, label: say(`units.sorts.${value}`) }))} />
        <Button icon={<DownloadOutlined />} href={exportOf(campaignId, { ...filter, unit })}>{say('units.export')}</Button>
      </Flex>
      <Answer of={units}>
        {({ pages }) => {
          const rows = pages.flatMap((page) => page.items)
          return rows.length === 0 ? <Nothing text={t('units.nothing')} /> : <ol className="units">{rows.map((row) => <Row key={row.id} row={row} order={orders ? setOrdered : undefined} />)}</ol>
        }}
      </Answer>
      <More of={units} />
      {ordered !== null && <OrderDialog key={ordered.run.id + ordered.act} ordered={ordered} close={() => setOrdered(null)} />}
    </section>
  )
}

/** The list as it stands, as a workbook. */
function exportOf(campaignId: string, query: Filter & { unit: string }) {
  const asked = new URLSearchParams({ format: 'xlsx' })
  for (const [name, value] of Object.entries(query) as [string, string | boolean | undefined][]) if (value !== undefined) asked.set(name, String(value))
  return `/api/v1/campaigns/${campaignId}/runs/export?${asked.toString()}`
}

interface ChoiceProps<T extends string> {
  label: string
  value: T | undefined
  onChange: (value: T | undefined) => void
  options: { value: T; label: string }[]
}

function Choice<T extends string>({ label, value, onChange, options }: ChoiceProps<T>) {
  return <Select<T | null> allowClear placeholder={label} aria-label={label} value={value ?? null} options={options} onChange={(chosen) => onChange(chosen ?? undefined)} style={{ minWidth: 130 }} />
}

interface RowProps {
  row: Schemas['ListRunsView']
  order: ((ordered: Ordered) => void) | undefined
}

function Row({ row, order }: RowProps) {
  const { t: say } = useTranslation('campaigns')
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
          {row.gateStatus !== 'asked' && row.holds !== null && say(row.holds.bySuperior ? 'holds.superior' : 'holds.unit', { title: row.holds.title })}
        </span>
        <span className="when"><Due due={row.dueOn} daysLeft={row.daysLeft} overdue={row.overdue} /></span>
      </Link>
      {order && (
        <Dropdown autoFocus
          trigger={['click']}
          menu={{
            items: [
              ...actsFor(row).map((act) => ({ key: act, label: say(`order.${act}.do`), onClick: () => order({ run: row, act }) })),
              { key: 'record', label: <Link to={`/record/runs/${row.id}`}>{say('page.record')}</Link> },
              { key: 'studio', label: <Link to={`/studio/runs/${row.id}`}>{say('page.studio')}</Link> },
            ],
          }}
        >
          <Button type="text" icon={<MoreOutlined />} aria-label={say('order.menu', { unit: row.unit })} />
        </Dropdown>
      )}
    </li>
  )
}
