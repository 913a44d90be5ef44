import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { Button, Flex, Form, Input, Typography } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Schemas } from '../api/api'
import { Failed } from '../shell/states'
import { DayInput } from './DayInput'
import { PhaseCalendar } from './PhaseCalendar'
import { PickMany } from './Picker'
import { PilotChoice } from './ScopeStep'
import { usePreview } from './usePreview'
import { withBatch, withEarlier, withoutBatch, withStart, type BatchWish, type Wish } from './wish'

interface StepProps {
  wish: Wish
  change: (wish: Wish) => void
}

/** Who begins when (S.10): earlier batches say who is in them, the last one has the rest. Dates follow the working calendar. */
export function BatchStep({ wish, change }: StepProps) {
  const { t } = useTranslation('office')
  const preview = usePreview(wish)

  return (
    <>
      {wish.batches.map((batch, at) => (
        <BatchCard
          key={at}
          number={at + 1}
          batch={batch}
          alone={wish.batches.length === 1}
          last={at === wish.batches.length - 1}
          seen={preview.data?.batches[at]}
          change={(part) => change(withBatch(wish, at, part))}
          remove={() => change(withoutBatch(wish, at))}
        />
      ))}
      <Button type="dashed" icon={<PlusOutlined />} onClick={() => change(withEarlier(wish))} className="add-batch">{t('batches.add')}</Button>
      {preview.error && <Failed error={preview.error} again={preview.refetch} />}
      {preview.data && <p className="count" role="status">{t('scope.count', { count: preview.data.units })}</p>}
    </>
  )
}

interface BatchCardProps {
  number: number
  batch: BatchWish
  alone: boolean
  last: boolean
  seen: Schemas['PreviewDraftBatchView'] | undefined
  change: (part: Partial<BatchWish>) => void
  remove: () => void
}

function BatchCard({ number, batch, alone, last, seen, change, remove }: BatchCardProps) {
  const { t } = useTranslation('office')
  return (
    <section className="card" aria-label={t('batches.number', { number })}>
      <Flex justify="space-between" align="start" gap="small" className="head">
        <Typography.Title level={2} className="part">
          {batch.title || t('batches.number', { number })}
          {seen && <span className="mark">{t('batches.units', { count: seen.units })}</span>}
        </Typography.Title>
        {!last && <Button type="text" icon={<DeleteOutlined />} aria-label={t('batches.remove', { number })} onClick={remove} />}
      </Flex>
      <Form layout="vertical">
        <div className="columns">
          <Form.Item label={t('batches.start')}>
            <DayInput value={batch.start || null} onChange={(start) => change({ start: start ?? '' })} label={t('batches.start')} />
          </Form.Item>
          {!alone && (
            <Form.Item label={t('batches.name')}>
              <Input aria-label={t('batches.name')} value={batch.title} maxLength={60} placeholder={t('batches.number', { number })} onChange={(event) => change({ title: event.target.value })} />
            </Form.Item>
          )}
        </div>
        {!last && (
          <>
            <Form.Item label={t('batches.who')} required extra={t('batches.whoHint')}>
              <PickMany of="unit" label={t('batches.who')} value={batch.under} onChange={(under) => change({ under })} placeholder={t('batches.whoPlaceholder')} />
            </Form.Item>
            <Form.Item label={t('scope.pilot')}>
              <PilotChoice value={batch.pilot} onChange={(pilot) => change({ pilot })} />
            </Form.Item>
          </>
        )}
        {last && !alone && <p className="quiet">{t('batches.rest')}</p>}
      </Form>
      {seen && (
        <PhaseCalendar
          phases={seen.phases}
          byHand={batch.phaseStarts}
          move={(key, day) => change({ phaseStarts: withStart(batch.phaseStarts, key, day) })}
        />
      )}
    </section>
  )
}
