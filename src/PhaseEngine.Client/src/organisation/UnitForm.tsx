import { DatePicker, Form, Input, Select } from 'antd'
import type { Dayjs } from 'dayjs'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { api, take, type Schemas } from '../api/api'
import { ActDialog } from '../office/ActDialog'
import { Picker, type Named } from '../office/Picker'
import { asDay, dayOf, ifMatch } from '../office/plain'
import { useAsOpened } from '../office/useAsOpened'
import { useWords } from '../office/useWords'

interface Typed {
  code: string
  name: string
  type: string
  parent?: Named | null
  pilotUntil?: Dayjs | null
  dissolvedOn?: Dayjs | null
}

interface UnitFormProps {
  open: boolean
  close: () => void
  /** The unit that is changed; without it a new one is made. */
  unit?: Schemas['UnitView']
  parent?: Named | null
}

/** A new unit, or another's details; under another parent it moves with everything below it. */
export function UnitForm({ open, close, ...now }: UnitFormProps) {
  const { unit, parent = null } = useAsOpened(open, now)
  const { t } = useTranslation('organisation')
  const words = useWords()
  const navigate = useNavigate()
  const first: Partial<Typed> = unit
    ? { code: unit.code, name: unit.name, type: unit.type, parent, pilotUntil: asDay(unit.pilotUntil), dissolvedOn: asDay(unit.dissolvedOn) }
    : { type: 'branch', parent }

  return (
    <ActDialog<Typed, Schemas['UnitView']>
      open={open}
      close={close}
      title={t(unit ? 'unit.change' : 'unit.found')}
      ok={t('save')}
      done={t(unit ? 'unit.changed' : 'unit.founded')}
      first={first}
      act={(typed) => {
        const body = {
          code: typed.code.trim(), name: typed.name.trim(), type: typed.type, parentId: typed.parent?.id ?? null, zone: unit?.zone ?? null,
          pilotUntil: dayOf(typed.pilotUntil),
        }
        return unit
          ? take(api.PUT('/api/v1/units/{unitId}', { params: { path: { unitId: unit.id }, header: ifMatch(unit.version) }, body: { ...body, dissolvedOn: dayOf(typed.dissolvedOn) } }))
          : take(api.POST('/api/v1/units', { body }))
      }}
      after={(made) => unit === undefined && void navigate(`/organisation/units/${made.id}`)}
    >
      <Form.Item name="name" label={t('unit.name')} rules={[{ required: true, whitespace: true, message: t('missing', { field: t('unit.name') }) }]}><Input maxLength={200} /></Form.Item>
      <Form.Item name="code" label={t('unit.code')} extra={t('unit.codeHint')} rules={[{ required: true, whitespace: true, message: t('missing', { field: t('unit.code') }) }]}><Input maxLength={60} /></Form.Item>
      <Form.Item name="type" label={t('unit.type')}><Select options={words.options('unitType')} showSearch={{ optionFilterProp: 'label' }} /></Form.Item>
      <Form.Item name="parent" label={t('unit.parent')} {...(unit ? { extra: t('unit.moveHint') } : {})}><Picker of="unit" placeholder={t('unit.top')} label={t('unit.parent')} /></Form.Item>
      <Form.Item name="pilotUntil" label={t('unit.pilotUntil')} extra={t('unit.pilotHint')}><DatePicker /></Form.Item>
      {unit && <Form.Item name="dissolvedOn" label={t('unit.dissolvedOn')} extra={t('unit.dissolveHint')}><DatePicker /></Form.Item>}
    </ActDialog>
  )
}
