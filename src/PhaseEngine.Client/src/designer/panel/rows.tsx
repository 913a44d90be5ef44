import { Button, Input, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { useDesigner } from '../DesignerContext'
import type { ApprovalRow, BasisRow, ReminderRow, Text } from '../document'
import { OffsetEditor, SpanEditor } from './DateEditor'
import type { Editing } from './props'
import { RowsEditor } from './RowsEditor'
import { TextEditor } from './TextEditor'

/** The kinds of rows templates hold, each with its own few fields. */

export function RoleSelect({ label, value, onChange, disabled, owner = false, many = false }: Editing<string | string[]> & { owner?: boolean; many?: boolean }) {
  const { t } = useTranslation('designer')
  const { palette } = useDesigner()
  const options = [...(owner ? [{ value: 'owner', label: t('roles.owner') }] : []), ...palette.roles.map((role) => ({ value: role.word, label: role.title }))]
  return (
    <Select
      aria-label={label} disabled={disabled ?? false} mode={many ? 'multiple' : undefined} allowClear={!many} className="grow" placeholder={t('choose')}
      value={value} options={options} showSearch={{ optionFilterProp: 'label' }} onChange={(next: string | string[] | undefined) => onChange(next)}
    />
  )
}

export function RemindersEditor({ label, value, onChange, disabled }: Editing<readonly ReminderRow[]>) {
  const { t } = useTranslation('designer')
  if (value === undefined) {
    return (
      <div className="line wrap">
        <span className="quiet">{t('reminder.usual')}</span>
        {!disabled && <Button size="small" onClick={() => onChange(usual)}>{t('reminder.own')}</Button>}
      </div>
    )
  }
  return (
    <>
      <RowsEditor label={label} rows={value} onChange={onChange} disabled={disabled} add={t('reminder.add')} fresh={(): ReminderRow => ({ at: nextOffset(value), to: ['owner'] })}>
        {(row, change) => (
          <>
            <OffsetEditor label={t('reminder.at')} value={row.at} disabled={disabled} onChange={(at) => change({ ...row, at })} />
            <RoleSelect label={t('reminder.to')} value={[...row.to]} many owner disabled={disabled} onChange={(to) => change({ ...row, to: (to ?? []) as string[] })} />
            <SpanEditor label={t('reminder.again')} value={row.every} none={t('reminder.once')} some={t('reminder.each')} disabled={disabled} onChange={(every) => change(without({ ...row, every }))} />
            <TextEditor label={t('reminder.text')} hint={t('reminder.text')} value={row.text} disabled={disabled} onChange={(text) => change(without({ ...row, text }))} />
          </>
        )}
      </RowsEditor>
      {value.length === 0 && <p className="quiet">{t('row.noReminders')}</p>}
      {!disabled && <Button type="link" size="small" onClick={() => onChange(undefined)}>{t('reminder.back')}</Button>}
    </>
  )
}

const usual: ReminderRow[] = [{ at: '-3d', to: ['owner'] }, { at: '0d', to: ['owner'] }, { at: '+1d', to: ['owner'] }, { at: '+3d', to: ['supervisor'] }]

/** One not yet taken: two rows at one time would be a fault. */
function nextOffset(rows: readonly ReminderRow[]): string {
  for (let days = 1; ; days++) if (!rows.some((row) => row.at === `-${days}d`)) return `-${days}d`
}

const without = <T extends object>(row: T): T => Object.fromEntries(Object.entries(row).filter(([, value]) => value !== undefined)) as T

export function ApprovalsEditor({ label, value, onChange, disabled, isGate }: Editing<readonly ApprovalRow[]> & { isGate: boolean }) {
  const { t } = useTranslation('designer')
  const { palette } = useDesigner()
  const acts = palette.acts.filter((act) => !isGate || act.word !== 'file').map((act) => ({ value: act.word, label: act.title }))
  const rows = value ?? []
  return (
    <RowsEditor
      label={label} rows={rows} ordered disabled={disabled} add={t('approval.add')} onChange={(next) => onChange(next.length === 0 && value === undefined ? undefined : next)}
      fresh={(): ApprovalRow => ({ role: rows.length === 0 && !isGate ? 'instructor' : 'supervisor', act: isGate ? 'approve' : 'review', within: '5wd' })}
    >
      {(row, change) => (
        <>
          <div className="line">
            <RoleSelect label={t('approval.who')} value={row.role} disabled={disabled} onChange={(role) => change({ ...row, role: (role as string | undefined) ?? '' })} />
            <Select aria-label={t('approval.act')} disabled={disabled ?? false} value={row.act} options={acts} onChange={(act) => change({ ...row, act })} />
          </div>
          {row.act !== 'file' && <SpanEditor label={t('approval.within')} value={row.within} none={t('approval.noLimit')} some={t('approval.limit')} disabled={disabled} onChange={(within) => change(without({ ...row, within }))} />}
          <TextEditor label={t('approval.title')} hint={t('approval.title')} value={row.title} disabled={disabled} onChange={(title) => change(without({ ...row, title }))} />
        </>
      )}
    </RowsEditor>
  )
}

export function BasisEditor({ label, value, onChange, disabled }: Editing<readonly BasisRow[]>) {
  const { t } = useTranslation('designer')
  const plain = (name: 'number' | 'date' | 'paragraph', row: BasisRow, change: (row: BasisRow) => void) => (
    <Input
      aria-label={t(`basis.${name}`)} placeholder={t(`basis.${name}`)} disabled={disabled ?? false} value={row[name] ?? ''}
      onChange={(event) => change(without({ ...row, [name]: event.target.value === '' ? undefined : event.target.value }))}
    />
  )
  return (
    <RowsEditor label={label} rows={value ?? []} disabled={disabled} add={t('basis.add')} onChange={(rows) => onChange(rows.length === 0 ? undefined : rows)} fresh={(): BasisRow => ({ issuer: '' })}>
      {(row, change) => (
        <>
          <TextEditor label={t('basis.issuer')} hint={t('basis.issuer')} value={row.issuer} disabled={disabled} onChange={(issuer) => change({ ...row, issuer: issuer ?? '' })} />
          <div className="line">{plain('number', row, change)}{plain('date', row, change)}{plain('paragraph', row, change)}</div>
        </>
      )}
    </RowsEditor>
  )
}

export function TextsEditor({ label, value, onChange, disabled }: Editing<readonly Text[]>) {
  const { t } = useTranslation('designer')
  return (
    <RowsEditor label={label} rows={value ?? []} ordered disabled={disabled} add={t('rows.add')} onChange={(rows) => onChange(rows.length === 0 ? undefined : rows)} fresh={(): Text => ''}>
      {(row, change, index) => <TextEditor label={t('rows.nth', { label, number: index + 1 })} value={row} disabled={disabled} onChange={(text) => change(text ?? '')} />}
    </RowsEditor>
  )
}

interface KeyedRow {
  key: string
  title: Text
}

/** Rows with a key of their own, like the questions of a survey. */
export function KeyedRowsEditor({ label, value, onChange, disabled }: Editing<readonly KeyedRow[]>) {
  const { t } = useTranslation('designer')
  const rows = value ?? []
  const fresh = (): KeyedRow => {
    for (let number = rows.length + 1; ; number++) if (!rows.some((row) => row.key === `q${number}`)) return { key: `q${number}`, title: '' }
  }
  return (
    <RowsEditor label={label} rows={rows} ordered disabled={disabled} add={t('rows.add')} onChange={(next) => onChange(next.length === 0 ? undefined : next)} fresh={fresh}>
      {(row, change, index) => <TextEditor label={t('rows.nth', { label, number: index + 1 })} value={row.title} disabled={disabled} onChange={(title) => change({ ...row, title: title ?? '' })} />}
    </RowsEditor>
  )
}
