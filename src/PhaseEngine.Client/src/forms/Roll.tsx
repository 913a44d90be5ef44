import { Form, Skeleton } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Served } from './acts'
import type { Member } from './members'
import { Ticks } from './Ticks'

interface RollProps {
  members: readonly Member[]
  serves: readonly Served[]
  loading: boolean
}

/** Who came: only the absent are ticked, everybody else was there. */
export function Roll({ members, serves, loading }: RollProps) {
  const { t } = useTranslation()
  const all = members.length
  return (
    <Form.Item label={t('roll.title')} extra={t('roll.hint')}>
      {loading ? <Skeleton active paragraph={{ rows: 2 }} /> : (
        <Form.Item name="absent" noStyle>
          <Ticks
            members={members}
            serves={serves}
            count={(absent) => t('roll.count', { present: all - absent, absent, all })}
            pasted={[
              { label: t('roll.areAbsent'), ticks: (named) => [...named] },
              { label: t('roll.arePresent'), ticks: (named) => members.map((member) => member.id).filter((id) => !named.includes(id)) },
            ]}
          />
        </Form.Item>
      )}
    </Form.Item>
  )
}
