import { Checkbox, Flex, Form, Input, Skeleton, Typography } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { nameOf, type Member } from './FieldInput'

/** Who came: only the absent are ticked, everybody else was there. */
export function Roll({ members, loading }: { members: readonly Member[]; loading: boolean }) {
  const { t } = useTranslation()
  return (
    <Form.Item label={t('roll.title')} extra={t('roll.hint')}>
      {loading ? <Skeleton active paragraph={{ rows: 2 }} /> : (
        <Form.Item name="absent" noStyle><Ticks members={members} /></Form.Item>
      )}
    </Form.Item>
  )
}

interface TicksProps {
  members: readonly Member[]
  value?: readonly string[]
  onChange?: (absent: readonly string[]) => void
}

const many = 20

function Ticks({ members, value = [], onChange }: TicksProps) {
  const { t } = useTranslation()
  const [search, setSearch] = useState('')
  const absent = new Set(value)
  const shown = members.filter((member) => member.name.includes(search.trim()))
  const tick = (id: string, gone: boolean) => onChange?.(gone ? [...absent, id] : [...absent].filter((other) => other !== id))

  return (
    <>
      <Flex gap="middle" align="center" wrap className="roll-head">
        <Typography.Text>{t('roll.count', { present: members.length - absent.size, absent: absent.size, all: members.length })}</Typography.Text>
        {members.length > many && <Input.Search allowClear placeholder={t('roll.search')} onChange={(event) => setSearch(event.target.value)} style={{ width: 200 }} />}
      </Flex>
      <div className="ticks">
        {shown.map((member) => (
          <Checkbox key={member.id} checked={absent.has(member.id)} onChange={(event) => tick(member.id, event.target.checked)}>{nameOf(member, members)}</Checkbox>
        ))}
      </div>
    </>
  )
}
