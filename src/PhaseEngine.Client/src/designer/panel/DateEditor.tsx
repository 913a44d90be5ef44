import { InputNumber, Input, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { anchors, readDate, readOffset, readSpan, spanUnits, writeDate, writeOffset, writeSpan, type SpanUnit, type TemplateDate } from '../words/dates'
import type { Editing } from './props'

/** A date in words: so many days before or after an anchor, or the same day of every year. */
export function DateEditor({ label, value, onChange, disabled, inRoot = false }: Editing<string> & { inRoot?: boolean }) {
  const { t } = useTranslation('designer')
  const date = value === undefined ? undefined : readDate(value)
  if (value !== undefined && value !== '' && date === undefined) return <Raw label={label} value={value} onChange={onChange} disabled={disabled} />

  const offered = inRoot ? anchors.filter((anchor) => anchor === 'campaign') : anchors
  const write = (next: TemplateDate | undefined) => onChange(next === undefined ? undefined : writeDate(next))
  const choose = (choice: string) => {
    if (choice === 'none') write(undefined)
    else if (choice === 'fixed') write({ month: 7, day: 1 })
    else write(date !== undefined && 'anchor' in date ? { ...date, anchor: choice as 'start' } : { anchor: choice as 'start', count: choice === 'end' ? 0 : 10, unit: 'd' })
  }
  return (
    <div className="line wrap">
      <Select
        aria-label={label} disabled={disabled ?? false} style={{ minWidth: '9.5rem' }} onChange={choose}
        value={date === undefined ? 'none' : 'month' in date ? 'fixed' : date.anchor}
        options={[{ value: 'none', label: t('date.none') }, ...offered.map((anchor) => ({ value: anchor, label: t(`date.anchor.${anchor}`) })), { value: 'fixed', label: t('date.anchor.fixed') }]}
      />
      {date !== undefined && 'anchor' in date && (
        <Signed label={label} disabled={disabled} count={date.count} unit={date.unit} words={{ before: t('date.earlier'), on: t('date.sameDay'), after: t('date.later') }} onChange={(count, unit) => write({ ...date, count, unit })} />
      )}
      {date !== undefined && 'month' in date && (
        <span className="line">
          <Select aria-label={t('date.month')} disabled={disabled ?? false} value={date.month} onChange={(month) => write({ ...date, month })} options={numbers(12).map((month) => ({ value: month, label: t('date.monthOf', { month }) }))} />
          <Select aria-label={t('date.day')} disabled={disabled ?? false} value={date.day} onChange={(day) => write({ ...date, day })} options={numbers(31).map((day) => ({ value: day, label: t('date.dayOf', { day }) }))} />
        </span>
      )}
    </div>
  )
}

const numbers = (count: number) => Array.from({ length: count }, (_, index) => index + 1)

interface SignedProps {
  label: string
  count: number
  unit: SpanUnit
  words: { before: string; on: string; after: string }
  disabled?: boolean | undefined
  onChange: (count: number, unit: SpanUnit) => void
}

/** So much before, on, or so much after. */
function Signed({ label, count, unit, words, disabled, onChange }: SignedProps) {
  const { t } = useTranslation('designer')
  const side = count < 0 ? 'before' : count > 0 ? 'after' : 'on'
  const turn = (to: string) => onChange(to === 'on' ? 0 : (Math.abs(count) || 1) * (to === 'before' ? -1 : 1), unit)
  return (
    <span className="line">
      <Select aria-label={t('date.side', { label })} disabled={disabled ?? false} value={side} onChange={turn} options={[{ value: 'before', label: words.before }, { value: 'on', label: words.on }, { value: 'after', label: words.after }]} />
      {count !== 0 && <Amount label={label} disabled={disabled} count={Math.abs(count)} unit={unit} onChange={(next, of) => onChange(next * Math.sign(count), of)} />}
    </span>
  )
}

interface AmountProps {
  label: string
  count: number
  unit: SpanUnit
  disabled?: boolean | undefined
  onChange: (count: number, unit: SpanUnit) => void
}

function Amount({ label, count, unit, disabled, onChange }: AmountProps) {
  const { t } = useTranslation('designer')
  return (
    <span className="line">
      <InputNumber aria-label={t('date.count', { label })} disabled={disabled ?? false} min={1} max={999} precision={0} value={count} style={{ width: '4.5rem' }} onChange={(next) => next !== null && onChange(next, unit)} />
      <Select aria-label={t('date.unit', { label })} disabled={disabled ?? false} value={unit} onChange={(next) => onChange(count, next)} options={spanUnits.map((of) => ({ value: of, label: t(`date.units.${of}`) }))} />
    </span>
  )
}

/** A length of time; none where `none` says what that means. */
export function SpanEditor({ label, value, onChange, disabled, none, some }: Editing<string> & { none?: string; some?: string }) {
  const { t } = useTranslation('designer')
  const span = value === undefined ? undefined : readSpan(value)
  if (value !== undefined && value !== '' && span === undefined) return <Raw label={label} value={value} onChange={onChange} disabled={disabled} />
  const amount = span !== undefined && <Amount label={label} disabled={disabled} count={span.count} unit={span.unit} onChange={(count, unit) => onChange(writeSpan({ count, unit }))} />
  return (
    <div className="line wrap">
      <Select
        aria-label={label} disabled={disabled ?? false} style={{ minWidth: '7rem' }} value={span === undefined ? 'none' : 'some'}
        onChange={(choice: string) => onChange(choice === 'none' ? undefined : '5wd')}
        options={[{ value: 'none', label: none ?? t('span.none') }, { value: 'some', label: some ?? t('span.some') }]}
      />
      {amount}
    </div>
  )
}

/** Before, on or after a due date. */
export function OffsetEditor({ label, value, onChange, disabled }: { label: string; value: string; onChange: (value: string) => void; disabled?: boolean | undefined }) {
  const { t } = useTranslation('designer')
  const offset = readOffset(value)
  if (offset === undefined) return <Raw label={label} value={value} onChange={(next) => onChange(next ?? '')} disabled={disabled} />
  return <Signed label={label} disabled={disabled} count={offset.count} unit={offset.unit} words={{ before: t('offset.beforeDue'), on: t('offset.on'), after: t('offset.afterDue') }} onChange={(count, unit) => onChange(writeOffset({ count, unit }))} />
}

/** How often something is asked again. */
export function RhythmEditor({ label, value, onChange, disabled, standing }: Editing<string> & { standing: boolean }) {
  const { t } = useTranslation('designer')
  const span = value === undefined ? undefined : readSpan(value)
  const choice = value === undefined ? (standing ? 'halfMonth' : 'none') : span === undefined ? value : 'span'
  const windows = ['halfMonth', 'month', 'quarter', 'year'] as const
  const choose = (next: string) => onChange(next === 'none' ? undefined : next === 'span' ? '14d' : next)
  return (
    <div className="line wrap">
      <Select
        aria-label={label} disabled={disabled ?? false} value={choice} style={{ minWidth: '9.5rem' }} onChange={choose}
        options={[...(standing ? [] : [{ value: 'none', label: t('rhythm.once') }]), ...windows.map((word) => ({ value: word, label: t(`rhythm.${word}`) })), { value: 'span', label: t('rhythm.span') }]}
      />
      {span !== undefined && <InputNumber aria-label={t('date.count', { label })} disabled={disabled ?? false} min={1} max={366} precision={0} value={span.count} suffix={t('date.units.d')} style={{ width: '7rem' }} onChange={(count) => count !== null && onChange(`${count}d`)} />}
    </div>
  )
}

/** What none of the forms fits can still be read and mended. */
function Raw({ label, value, onChange, disabled }: Editing<string>) {
  return <Input aria-label={label} disabled={disabled ?? false} value={value ?? ''} status="warning" allowClear onChange={(event) => onChange(event.target.value === '' ? undefined : event.target.value)} />
}
