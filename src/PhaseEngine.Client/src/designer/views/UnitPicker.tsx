import { useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, take } from '../../api/api'

export interface PickedUnit {
  value: string
  label: string
}

interface UnitPickerProps {
  id?: string
  value?: PickedUnit
  onChange?: (unit: PickedUnit | undefined) => void
}

/** A unit by its name or code; before anything is typed, the tops of what the reader may see. The server searches. */
export function UnitPicker({ id, value, onChange }: UnitPickerProps) {
  const { t } = useTranslation('templates')
  const [search, setSearch] = useState('')
  const units = useQuery({
    queryKey: ['units', 'picker', search],
    queryFn: () => take(api.GET('/api/v1/units', { params: { query: { search: search || undefined, limit: 30 } } })),
    placeholderData: (before) => before,
  })

  return (
    <Select
      id={id}
      labelInValue
      showSearch={{ filterOption: false, onSearch: setSearch }}
      value={value}
      onChange={(picked: { value: string; label: string } | undefined) => onChange?.(picked === undefined ? undefined : { value: picked.value, label: picked.label })}
      placeholder={t('simulation.underPlaceholder')}
      loading={units.isFetching}
      options={units.data?.items.map((unit) => ({ value: unit.id, label: unit.name }))}
      notFoundContent={units.error ? units.error.message : t('simulation.underNone')}
    />
  )
}
