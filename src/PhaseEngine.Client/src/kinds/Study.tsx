import { Badge } from 'antd'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { askedMembers, marksOf } from '../forms/members'
import { RecordPart } from '../forms/RecordPart'
import type { PartProps } from '../runs/kindParts'
import { Ledger } from '../runs/Ledger'
import { Records } from '../runs/Records'
import { Tabs } from '../shell/Tabs'
import { may, useMe } from '../shell/useMe'

/** Study: recording sessions, the ledger by member with what is open, and the records. */
export default function Study({ run, requirement }: PartProps) {
  const { t } = useTranslation('runs')
  const me = useMe().data
  const seesMembers = me !== undefined && may(me, 'members.see')
  const asked = useQuery({ ...askedMembers({ runId: run.id, key: requirement.key }), enabled: seesMembers }).data
  const open = asked?.members.filter((member) => (marksOf(asked, member)['absences'] ?? 0) > 0).length ?? 0

  // Who sees nobody's study in particular, and records none, has the records only.
  if (!seesMembers && requirement.forms.length === 0) return <Records run={run} requirement={requirement} />

  return (
    <Tabs
      className="part-tabs"
      items={[
        ...(requirement.forms.length > 0 ? [{ key: 'record', label: t('study.record'), children: <RecordPart run={run} requirement={requirement} /> }] : []),
        ...(seesMembers ? [{
          key: 'ledger',
          label: <Badge count={open} size="small" offset={[10, 0]} title={t('study.open', { count: open })}>{t('study.ledger')}</Badge>,
          children: <Ledger run={run} requirement={requirement} />,
        }] : []),
        { key: 'records', label: t('study.records'), children: <Records run={run} requirement={requirement} /> },
      ]}
    />
  )
}
