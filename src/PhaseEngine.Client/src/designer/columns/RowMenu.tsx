import { MoreOutlined } from '@ant-design/icons'
import { Button, Dropdown, type MenuProps } from 'antd'
import { useTranslation } from 'react-i18next'
import { useDesigner } from '../DesignerContext'
import type { Requirement } from '../document'
import { useRowActs } from './useRowActs'

export function RowMenu({ requirement, index }: { requirement: Requirement; index: number }) {
  const { t } = useTranslation('designer')
  const { words } = useDesigner()
  const acts = useRowActs(requirement, index)
  const items: MenuProps['items'] = [
    { key: 'copy', label: t('row.copy'), extra: 'Ctrl+D', onClick: acts.copy },
    { key: 'up', label: t('row.up'), extra: 'Alt+↑', disabled: !acts.canUp, onClick: acts.up },
    { key: 'down', label: t('row.down'), extra: 'Alt+↓', disabled: !acts.canDown, onClick: acts.down },
    ...(acts.others.length > 0
      ? [{ key: 'move', label: t('row.moveTo'), children: acts.others.map((phase) => ({ key: phase.id, label: words.text(phase.title), onClick: () => acts.moveTo(phase.id) })) }]
      : []),
    { type: 'divider' },
    { key: 'remove', label: t('row.remove'), extra: 'Delete', danger: true, onClick: acts.remove },
  ]
  return (
    <Dropdown autoFocus trigger={['click']} menu={{ items }}>
      <Button type="text" size="small" icon={<MoreOutlined />} aria-label={t('row.more', { title: words.text(requirement.title) })} />
    </Dropdown>
  )
}
