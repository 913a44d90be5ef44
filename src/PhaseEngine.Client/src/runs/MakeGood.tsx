import { useQuery } from '@tanstack/react-query'
import { DatePicker, Form, Select } from 'antd'
import dayjs from 'dayjs'
import { useTranslation } from 'react-i18next'
import { api, take } from '../api/api'
import type { Gate, Run } from './useRun'

interface MakeGoodProps {
  run: Run
  gate: Gate
  word: 'return' | 'onCondition'
}

/** What the unit has to make good: by when, and on condition who answers for it, on return what is done again. */
export function MakeGood({ run, gate, word }: MakeGoodProps) {
  const { t } = useTranslation()
  const onCondition = word === 'onCondition'
  const required = onCondition ? [{ required: true, message: t('decision.missing') }] : []

  return (
    <>
      <Form.Item name="due" label={t(onCondition ? 'decision.conditionDue' : 'decision.due')} rules={required}>
        <DatePicker format="YYYY-MM-DD" minDate={dayjs()} style={{ width: '12rem' }} />
      </Form.Item>
      {onCondition ? <Responsible run={run} /> : <Reopens run={run} gate={gate} />}
    </>
  )
}

function Responsible({ run }: { run: Run }) {
  const { t } = useTranslation()
  const posts = useQuery({
    queryKey: ['units', run.unit.id, 'posts'],
    queryFn: () => take(api.GET('/api/v1/units/{unitId}/posts', { params: { path: { unitId: run.unit.id } } })),
  })
  const people = new Map((posts.data ?? []).map((post) => [post.userId, post.name]))
  return (
    <Form.Item name="responsible" label={t('decision.responsible')} rules={[{ required: true, message: t('decision.missing') }]}>
      <Select loading={posts.isPending} options={[...people].map(([value, label]) => ({ value, label }))} showSearch={{ optionFilterProp: 'label' }} style={{ maxWidth: '20rem' }} />
    </Form.Item>
  )
}

/** What has begun can be asked for again. */
function Reopens({ run, gate }: { run: Run; gate: Gate }) {
  const { t } = useTranslation()
  const begun = run.phases.flatMap((phase) => phase.requirements).filter((one) => !one.standing && ['open', 'done', 'reopened'].includes(one.status))
  return (
    <Form.Item name="reopens" label={t('decision.reopens')} initialValue={[...gate.reopens]} extra={t('decision.reopensHint')}>
      <Select mode="multiple" options={begun.map((one) => ({ value: one.key, label: one.title }))} showSearch={{ optionFilterProp: 'label' }} />
    </Form.Item>
  )
}
