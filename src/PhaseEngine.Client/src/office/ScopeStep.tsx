import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { Button, Form, Input, Radio, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { Failed } from '../shell/states'
import { Picker, PickMany, type Named } from './Picker'
import { usePreview } from './usePreview'
import { useWords } from './useWords'
import { rest, withRest, withRule, type Wish } from './wish'

interface StepProps {
  wish: Wish
  change: (wish: Wish) => void
}

/** Who takes part, by rule; who does not although the rule finds them, with the reason (S.12). The count follows what is chosen. */
export function ScopeStep({ wish, change }: StepProps) {
  const { t } = useTranslation('office')
  const words = useWords()
  const preview = usePreview(wish)
  const scope = rest(wish)

  return (
    <section className="card">
      <Form layout="vertical" className="narrow">
        <Form.Item label={t('scope.under')} extra={t('scope.underHint', { unit: wish.unit?.name ?? '' })}>
          <PickMany of="unit" label={t('scope.under')} value={scope.under} onChange={(under) => change(withRest(wish, { under }))} placeholder={t('scope.everything')} />
        </Form.Item>
        <Form.Item label={t('scope.types')}>
          <Select mode="multiple" aria-label={t('scope.types')} placeholder={t('scope.anyType')} value={scope.types} options={words.options('unitType')} onChange={(types) => change(withRule(wish, { types }))} showSearch={{ optionFilterProp: 'label' }} />
        </Form.Item>
        <Form.Item label={t('scope.sectors')} extra={t('scope.sectorsHint')}>
          <Select mode="multiple" aria-label={t('scope.sectors')} placeholder={t('scope.anySector')} value={scope.sectors} options={words.options('sector')} onChange={(sectors) => change(withRule(wish, { sectors }))} showSearch={{ optionFilterProp: 'label' }} />
        </Form.Item>
        <Form.Item label={t('scope.pilot')}>
          <PilotChoice value={scope.pilot} onChange={(pilot) => change(withRest(wish, { pilot }))} />
        </Form.Item>
        <Form.Item label={t('scope.exempt')} extra={t('scope.exemptHint')}>
          <Exempt value={wish.exempt} onChange={(exempt) => change({ ...wish, exempt })} />
        </Form.Item>
      </Form>
      {preview.error && <Failed error={preview.error} again={preview.refetch} />}
      <p className="count" role="status" aria-busy={preview.isFetching}>
        {preview.data && t('scope.count', { count: preview.data.units })}
        {preview.data && exemptOf(preview.data.batches) > 0 && <span className="quiet"> {t('scope.exemptCount', { count: exemptOf(preview.data.batches) })}</span>}
        {preview.data?.units === 0 && <span className="mark bad">{t('scope.nobody')}</span>}
      </p>
    </section>
  )
}

const exemptOf = (batches: { exempt: number }[]) => batches.reduce((sum, batch) => sum + batch.exempt, 0)

export function PilotChoice({ value, onChange }: { value: boolean | null; onChange: (pilot: boolean | null) => void }) {
  const { t } = useTranslation('office')
  const words = { all: null, took: true, not: false } as const
  const chosen = (Object.keys(words) as (keyof typeof words)[]).find((word) => words[word] === value)
  return (
    <Radio.Group
      value={chosen}
      onChange={(event) => onChange(words[event.target.value as keyof typeof words])}
      options={(Object.keys(words) as (keyof typeof words)[]).map((word) => ({ value: word, label: t(`scope.pilots.${word}`) }))}
    />
  )
}

function Exempt({ value, onChange }: { value: Wish['exempt']; onChange: (exempt: Wish['exempt']) => void }) {
  const { t } = useTranslation('office')
  const add = (unit: Named | null) => unit && !value.some((one) => one.unit.id === unit.id) && onChange([...value, { unit, reason: '' }])
  return (
    <>
      {value.map(({ unit, reason }, at) => (
        <div key={unit.id} className="exempt">
          <span>{unit.name}</span>
          <Input
            value={reason}
            maxLength={200}
            placeholder={t('scope.reason')}
            aria-label={t('scope.reasonOf', { unit: unit.name })}
            status={reason.trim() === '' ? 'error' : ''}
            onChange={(event) => onChange(value.map((one, index) => (index === at ? { unit, reason: event.target.value } : one)))}
          />
          <Button icon={<DeleteOutlined />} aria-label={t('scope.takePart', { unit: unit.name })} onClick={() => onChange(value.filter((_, index) => index !== at))} />
        </div>
      ))}
      <span className="add"><PlusOutlined aria-hidden /><Picker of="unit" label={t('scope.exemptAdd')} placeholder={t('scope.exemptAdd')} value={null} onChange={add} /></span>
    </>
  )
}
