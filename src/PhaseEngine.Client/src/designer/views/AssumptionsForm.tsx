import { Button, Collapse, DatePicker, Form, InputNumber, Segmented, Slider } from 'antd'
import type { Dayjs } from 'dayjs'
import { useTranslation } from 'react-i18next'
import { UnitPicker, type PickedUnit } from './UnitPicker'

/** What a simulation is asked with. Percentages and days as people say them. */
export interface AssumptionsForm {
  of: 'mix' | 'real'
  units: number
  under?: PickedUnit
  start: Dayjs
  daysLater: number
  returned: number
  documentsReturned: number
  meetingsMissed: number
  answerDays: number
  reworkDays: number
  seed: number
}

/** As the product assumes where nothing else is said. */
export const usual = {
  of: 'mix', units: 200, daysLater: 0, returned: 12, documentsReturned: 10, meetingsMissed: 5, answerDays: 3, reworkDays: 5, seed: 1,
} as const satisfies Partial<AssumptionsForm>

const mostUnits = 2000

interface AssumptionsFormPartProps {
  initial: AssumptionsForm
  running: boolean
  run: (values: AssumptionsForm) => void
  changed: (values: AssumptionsForm) => void
}

/** Who takes part, from when, and how people are taken to work. */
export function AssumptionsFormPart({ initial, running, run, changed }: AssumptionsFormPartProps) {
  const { t } = useTranslation('templates')
  const [form] = Form.useForm<AssumptionsForm>()
  const of = Form.useWatch((values: Partial<AssumptionsForm>) => values.of, form) ?? initial.of
  const percent = { min: 0, max: 100, suffix: '%' }
  const days = { min: 0, max: 365, suffix: t('simulation.daysUnit') }

  return (
    <Form form={form} layout="vertical" initialValues={initial} onFinish={run} onValuesChange={(_, values) => changed(values)} disabled={running} requiredMark={false} className="assumptions">
      <Form.Item name="of" label={t('simulation.of')}>
        <Segmented block aria-label={t('simulation.of')} options={(['mix', 'real'] as const).map((value) => ({ value, label: t(`simulation.ofWays.${value}`) }))} />
      </Form.Item>
      {of === 'mix'
        ? <Form.Item name="units" label={t('simulation.units')} extra={t('simulation.mixHint')}><InputNumber min={1} max={mostUnits} suffix={t('simulation.unitsUnit')} /></Form.Item>
        : <Form.Item name="under" label={t('simulation.under')} extra={t('simulation.realHint', { most: mostUnits })} rules={[{ required: true, message: t('simulation.underMissing') }]}><UnitPicker /></Form.Item>}
      <Form.Item name="start" label={t('views.start')} rules={[{ required: true, message: t('simulation.startMissing') }]}><DatePicker allowClear={false} style={{ width: '100%' }} /></Form.Item>
      <Form.Item name="daysLater" label={t('simulation.daysLater')} extra={t('simulation.daysLaterHint')}>
        <Slider ariaLabelForHandle={t('simulation.daysLater')} min={-7} max={14} marks={{ '-7': t('simulation.early'), 0: t('simulation.asUsual'), 14: t('simulation.later') }} tooltip={{ formatter: (value) => (value === undefined ? '' : t('simulation.shift', { days: value > 0 ? `+${value}` : value })) }} />
      </Form.Item>
      <Collapse
        ghost
        items={[{
          key: 'more',
          label: t('simulation.more'),
          forceRender: true,
          children: (
            <div className="assumption-grid">
              <Form.Item name="returned" label={t('simulation.returned')}><InputNumber {...percent} /></Form.Item>
              <Form.Item name="documentsReturned" label={t('simulation.documentsReturned')}><InputNumber {...percent} /></Form.Item>
              <Form.Item name="meetingsMissed" label={t('simulation.meetingsMissed')}><InputNumber {...percent} /></Form.Item>
              <Form.Item name="answerDays" label={t('simulation.answerDays')}><InputNumber {...days} /></Form.Item>
              <Form.Item name="reworkDays" label={t('simulation.reworkDays')}><InputNumber {...days} /></Form.Item>
              <Form.Item name="seed" label={t('simulation.seed')} extra={t('simulation.seedHint')}><InputNumber min={0} max={1_000_000} /></Form.Item>
            </div>
          ),
        }]}
      />
      <Button type="primary" htmlType="submit" block loading={running}>{t('simulation.run')}</Button>
    </Form>
  )
}
