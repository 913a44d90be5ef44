import { MoreOutlined } from '@ant-design/icons'
import { App, Button, Dropdown, type MenuProps } from 'antd'
import { useTranslation } from 'react-i18next'
import { useDesigner } from '../DesignerContext'
import { addChoice, addColumn, copyPart, moveColumn, removePart, types, type Choice, type Gate, type Phase } from '../document'
import { copyTitle } from './useRowActs'
import { firstGate, firstPhase } from './first'

/** What can be done with a phase, a gate or a choice as a whole. */
export function ColumnMenu({ part }: { part: Phase | Gate | Choice }) {
  const { t } = useTranslation('designer')
  const { message } = App.useApp()
  const { template, edit, make, select, words } = useDesigner()
  const at = template.columns.findIndex((column) => column.id === part.id)
  const move = (by: 1 | -1) => {
    const neighbour = template.columns[at + by]
    if (neighbour !== undefined) edit((now) => moveColumn(now, part.id, neighbour.id, by))
  }
  const remove = () => {
    edit((now) => removePart(now, part.id))
    select(null)
    void message.info(t('removed', { title: words.text(part.title) }))
  }

  const port = part.what === 'gate' ? 'Passed' : 'Done'
  const behind: MenuProps['items'] = part.what === 'choice'
    ? (['Yes', 'No'] as const).map((way) => ({ key: way, label: t(`column.on.${way}`), onClick: () => make((now) => addColumn(now, { after: { source: part.id, port: way } }, firstPhase(t))) }))
    : [{ key: 'next', label: t('column.next'), onClick: () => make((now) => addColumn(now, { after: { source: part.id, port } }, firstPhase(t))) }]
  const items: MenuProps['items'] = [
    ...(part.phase === null ? behind : []),
    ...(part.what === 'phase'
      ? [
          { key: 'beside', label: t('column.beside'), onClick: () => make((now) => addColumn(now, { beside: part.id }, firstPhase(t))) },
          { key: 'gate', label: t('column.gateBehind'), onClick: () => make((now) => addColumn(now, { after: { source: part.id, port } }, { ...firstGate(t), type: types.gate })) },
          { key: 'choice', label: t('column.choice'), onClick: () => make((now) => addChoice(now, { before: part.id }, t('first.choice'))) },
          { key: 'copy', label: t('column.copy'), onClick: () => make((now) => copyPart(now, part.id, (title) => copyTitle(title, t('copyOf')))) },
        ]
      : []),
    ...(at >= 0
      ? [
          { key: 'left', label: t('column.left'), disabled: at === 0, onClick: () => move(-1) },
          { key: 'right', label: t('column.right'), disabled: at === template.columns.length - 1, onClick: () => move(1) },
        ]
      : []),
    { type: 'divider' },
    { key: 'remove', label: t('column.remove'), danger: true, onClick: remove },
  ]
  return (
    <Dropdown trigger={['click']} menu={{ items }}>
      <Button type="text" size="small" icon={<MoreOutlined />} aria-label={t('row.more', { title: words.text(part.title) })} />
    </Dropdown>
  )
}
