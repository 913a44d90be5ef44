import { ArrowDownOutlined, ArrowUpOutlined, DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

interface RowsEditorProps<T> {
  label: string
  rows: readonly T[]
  fresh: () => T
  onChange: (rows: readonly T[]) => void
  disabled?: boolean | undefined
  /** Whether their order means something. */
  ordered?: boolean
  add: string
  children: (row: T, change: (row: T) => void, index: number) => ReactNode
}

/** Rows one below the other, each with its editors; added, taken away, and put in order where that matters. */
export function RowsEditor<T>({ label, rows, fresh, onChange, disabled = false, ordered = false, add, children }: RowsEditorProps<T>) {
  const { t } = useTranslation('designer')
  const put = (index: number, row: T) => onChange(rows.map((other, at) => (at === index ? row : other)))
  const swap = (one: number, other: number) => onChange(rows.map((row, at) => (at === one ? rows[other] : at === other ? rows[one] : row) as T))
  return (
    <div className="row-list">
      {rows.map((row, index) => (
        <div key={index} className="row-card" role="group" aria-label={t('rows.nth', { label, number: index + 1 })}>
          <div className="row-body">{children(row, (next) => put(index, next), index)}</div>
          {!disabled && (
            <div className="row-acts">
              {ordered && <Button type="text" size="small" icon={<ArrowUpOutlined />} disabled={index === 0} aria-label={t('rows.up')} onClick={() => swap(index, index - 1)} />}
              {ordered && <Button type="text" size="small" icon={<ArrowDownOutlined />} disabled={index === rows.length - 1} aria-label={t('rows.down')} onClick={() => swap(index, index + 1)} />}
              <Button type="text" size="small" icon={<DeleteOutlined />} aria-label={t('rows.remove')} onClick={() => onChange(rows.filter((_, at) => at !== index))} />
            </div>
          )}
        </div>
      ))}
      {!disabled && <Button type="dashed" size="small" icon={<PlusOutlined />} onClick={() => onChange([...rows, fresh()])}>{add}</Button>}
    </div>
  )
}
