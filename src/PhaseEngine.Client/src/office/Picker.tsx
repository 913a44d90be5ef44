import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, take } from '../api/api'
import { useWordsOf } from '../shell/states'
import { useCalm } from './useCalm'

export interface Named {
  id: string
  name: string
}

/** One unit, person or host of many: the server finds them by what is typed. */
type Find = (search: string) => Promise<(Named & { more?: string })[]>

const shown = 20

const finders = {
  unit: async (search: string) => (await take(api.GET('/api/v1/units', { params: { query: { search: search || undefined, limit: shown } } }))).items
    .map((unit) => ({ id: unit.id, name: unit.name, more: unit.code })),
  person: async (search: string) => (await take(api.GET('/api/v1/people', { params: { query: { search: search || undefined, limit: shown } } }))).items
    .map((person) => ({ id: person.id, name: person.name, more: person.posts[0]?.unitName })),
  host: async (search: string) => (await take(api.GET('/api/v1/hosts', { params: { query: { search: search || undefined, limit: shown } } }))).items
    .map((host) => ({ id: host.id, name: host.name })),
} satisfies Record<string, Find>

interface PickerProps {
  of: keyof typeof finders
  id?: string
  label?: string
  placeholder?: string
  value?: Named | null
  onChange?: (value: Named | null) => void
}

interface ManyProps extends Omit<PickerProps, 'value' | 'onChange'> {
  value?: Named[]
  onChange?: (value: Named[]) => void
}

export function Picker({ value, onChange, ...rest }: PickerProps) {
  const found = useFound(rest.of)
  return (
    <Select
      {...lookOf(rest, found)}
      allowClear
      labelInValue
      value={value ? { value: value.id, label: value.name } : null}
      onChange={(chosen?: { value: string; label: string }) => onChange?.(found.items.find((one) => one.id === chosen?.value) ?? null)}
    />
  )
}

export function PickMany({ value = [], onChange, ...rest }: ManyProps) {
  const found = useFound(rest.of)
  const known = [...value, ...found.items]
  return (
    <Select
      {...lookOf(rest, found)}
      mode="multiple"
      labelInValue
      value={value.map((one) => ({ value: one.id, label: one.name }))}
      onChange={(chosen: { value: string }[]) => onChange?.(chosen.flatMap(({ value: id }) => known.find((one) => one.id === id) ?? []))}
    />
  )
}

function useFound(of: keyof typeof finders) {
  const { t } = useTranslation('office')
  const [search, setSearch] = useState('')
  const calm = useCalm(search)
  const found = useQuery({
    queryKey: ['find', of, calm],
    queryFn: async (): Promise<(Named & { more?: string })[]> => finders[of](calm),
    placeholderData: keepPreviousData,
  })
  const words = useWordsOf(found.error ?? new Error())
  const nothing = found.error ? words.title : t(found.isFetching ? 'pick.looking' : 'pick.nothing')
  return { items: found.data ?? [], setSearch, loading: found.isFetching, nothing }
}

function lookOf({ id, label, placeholder }: Omit<PickerProps, 'value' | 'onChange'>, found: ReturnType<typeof useFound>) {
  return {
    id,
    'aria-label': label,
    placeholder,
    showSearch: { filterOption: false as const, onSearch: found.setSearch },
    loading: found.loading,
    notFoundContent: found.nothing,
    optionLabelProp: 'title',
    options: found.items.map((one) => ({ value: one.id, label: one.more ? <span>{one.name} <small>{one.more}</small></span> : one.name, title: one.name })),
    style: { width: '100%' },
  }
}
