import { PlusOutlined } from '@ant-design/icons'
import { Button, Dropdown } from 'antd'
import { useTranslation } from 'react-i18next'
import { useDesigner } from '../DesignerContext'
import { addChoice, addRequirement, setRework } from '../document'
import { kindsIn, type PaletteType } from '../usePalette'
import { pictureOf } from './icons'

/** A new requirement of a phase, or one that a returned gate asks for. */
export function AddRequirement({ phase, gate }: { phase: string; gate?: string }) {
  const { t } = useTranslation('designer')
  const { palette, make } = useDesigner()

  const add = (type: PaletteType) => {
    // How often is stated where it always repeats, so that whoever reads the document need not know the kind.
    const set = type.standing ? { repeat: type.settings.find((setting) => setting.name === 'repeat')?.default ?? 'halfMonth' } : firstWords(type)
    make((now) => {
      const made = addRequirement(now, phase, { type: type.type, title: type.title, set })
      return gate === undefined ? made : { ...made, definition: setRework(made.definition, made.id, gate) }
    })
  }
  const choose = () => make((now) => addChoice(now, { phase }, t('first.choice')))

  const kinds = kindsIn(palette).filter((type) => gate === undefined || !type.standing)
  const items = kinds.map((type) => ({
    key: type.type,
    icon: pictureOf(type.type),
    label: <span className="kind"><b>{type.title}</b><small>{type.help}</small></span>,
    onClick: () => add(type),
  }))
  const choice = palette.types.find((type) => type.type === 'PhaseEngine.Choice')
  const more = gate === undefined && choice !== undefined
    ? [{ type: 'divider' as const }, { key: choice.type, icon: pictureOf(choice.type), label: <span className="kind"><b>{choice.title}</b><small>{choice.help}</small></span>, onClick: choose }]
    : []
  return (
    <Dropdown autoFocus trigger={['click']} menu={{ items: [...items, ...more], className: 'kinds' }}>
      <Button type="dashed" block icon={<PlusOutlined />} size={gate === undefined ? 'middle' : 'small'}>{gate === undefined ? t('row.add') : t('gate.addRework')}</Button>
    </Dropdown>
  )
}

/** What has to be chosen begins with the first of its words: better to be changed than a fault from the start. */
const firstWords = (type: PaletteType) =>
  Object.fromEntries(type.settings.filter((setting) => setting.required && setting.type === 'word').map((setting) => [setting.name, setting.default ?? setting.words?.[0]?.word]))
