import { MoreOutlined } from '@ant-design/icons'
import { Button, Dropdown, type MenuProps } from 'antd'
import { useTranslation } from 'react-i18next'
import { useDesigner } from '../DesignerContext'
import { addChoice, addColumn, types, type Choice, type Gate, type Phase } from '../document'
import { useColumnActs } from './useColumnActs'
import { useFirst } from './useFirst'

/** What can be done with a phase, a gate or a choice as a whole. */
export function ColumnMenu({ part }: { part: Phase | Gate | Choice }) {
  const { t } = useTranslation('designer')
  const { make, words } = useDesigner()
  const acts = useColumnActs(part)
  const first = useFirst()
  const port = part.what === 'gate' ? 'Passed' : 'Done'
  const behind: MenuProps['items'] = part.what === 'choice'
    ? (['Yes', 'No'] as const).map((way) => ({ key: way, label: t(`column.on.${way}`), onClick: () => make((now) => addColumn(now, { after: { source: part.id, port: way } }, first.phase)) }))
    : [{ key: 'next', label: t('column.next'), onClick: () => make((now) => addColumn(now, { after: { source: part.id, port } }, first.phase)) }]
  const items: MenuProps['items'] = [
    ...(part.phase === null ? behind : []),
    ...(part.what === 'phase'
      ? [
          { key: 'beside', label: t('column.beside'), onClick: () => make((now) => addColumn(now, { beside: part.id }, first.phase)) },
          { key: 'gate', label: t('column.gateBehind'), onClick: () => make((now) => addColumn(now, { after: { source: part.id, port } }, { ...first.gate, type: types.gate })) },
          { key: 'choice', label: t('column.choice'), onClick: () => make((now) => addChoice(now, { before: part.id }, t('first.choice'))) },
          { key: 'copy', label: t('column.copy'), extra: 'Ctrl+D', onClick: acts.copy },
        ]
      : []),
    ...(part.phase === null
      ? [
          { key: 'left', label: t('column.left'), extra: 'Alt+←', disabled: !acts.canLeft, onClick: acts.left },
          { key: 'right', label: t('column.right'), extra: 'Alt+→', disabled: !acts.canRight, onClick: acts.right },
        ]
      : []),
    { type: 'divider' },
    { key: 'remove', label: t('column.remove'), extra: 'Delete', danger: true, onClick: acts.remove },
  ]
  return (
    <Dropdown autoFocus trigger={['click']} menu={{ items }}>
      <Button type="text" size="small" icon={<MoreOutlined />} aria-label={t('row.more', { title: words.text(part.title) })} />
    </Dropdown>
  )
}
