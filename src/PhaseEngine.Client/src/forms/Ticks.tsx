import { Button, Checkbox, Flex, Input, Typography } from 'antd'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Served } from './acts'
import { nameOf, type Member } from './members'
import { PasteNames } from './PasteNames'

interface TicksProps {
  members: readonly Member[]
  serves: readonly Served[]

  /** How many are ticked, in words. */
  count: (ticked: number) => string

  /** What a pasted list may be a list of, and what it means for the ticks. */
  pasted: readonly { label: string; ticks: (named: readonly string[]) => string[] }[]

  /** More to press beside the count. */
  more?: ReactNode
  value?: readonly string[]
  onChange?: (ticked: string[]) => void
}

const many = 16

/** Members to be ticked, by hand or from a list somebody has. */
export function Ticks({ members, serves, count, pasted, more, value = [], onChange }: TicksProps) {
  const { t } = useTranslation()
  const [search, setSearch] = useState('')
  const ticked = new Set(value)
  const shown = members.filter((member) => member.name.includes(search.trim()))
  const tick = (id: string, on: boolean) => onChange?.(on ? [...ticked, id] : [...ticked].filter((other) => other !== id))

  return (
    <>
      <Flex gap="small" align="center" wrap className="roll-head">
        <Typography.Text>{count(ticked.size)}</Typography.Text>
        {more}
        <PasteNames serves={serves} meanings={pasted.map(({ label, ticks }) => ({ label, take: (named) => onChange?.(ticks(named)) }))} />
        {ticked.size > 0 && <Button type="link" size="small" onClick={() => onChange?.([])}>{t('roll.clear')}</Button>}
        {members.length > many && <Input.Search allowClear placeholder={t('roll.search')} aria-label={t('roll.search')} onChange={(event) => setSearch(event.target.value)} className="roll-search" />}
      </Flex>
      <div className="ticks">
        {shown.map((member) => (
          <Checkbox key={member.id} checked={ticked.has(member.id)} onChange={(event) => tick(member.id, event.target.checked)}>{nameOf(member, members)}</Checkbox>
        ))}
      </div>
    </>
  )
}
