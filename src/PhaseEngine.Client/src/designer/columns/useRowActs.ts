import { App } from 'antd'
import { useTranslation } from 'react-i18next'
import { useDesigner } from '../DesignerContext'
import { copyPart, moveRow, removePart, type Phase, type Requirement, type Text } from '../document'

/** What can be done with a row, for its menu and for the keyboard alike. */
export function useRowActs(requirement: Requirement, index: number) {
  const { t } = useTranslation('designer')
  const { message } = App.useApp()
  const { template, edit, make, select, words } = useDesigner()
  const phases = template.columns.filter((column): column is Phase & { rank: number } => column.what === 'phase')
  const at = phases.findIndex((phase) => phase.id === requirement.phase)
  const rows = phases[at]?.requirements.length ?? 0
  const { id, reworkOf } = requirement

  return {
    canUp: reworkOf === null && index > 0,
    canDown: reworkOf === null && index < rows - 1,
    up: () => edit((now) => moveRow(now, id, requirement.phase ?? '', index - 1)),
    down: () => edit((now) => moveRow(now, id, requirement.phase ?? '', index + 1)),
    others: phases.filter((phase) => phase.id !== requirement.phase),
    moveTo: (phase: string) => edit((now) => moveRow(now, id, phase, phases.find((other) => other.id === phase)?.requirements.length ?? 0)),
    moveBeside: (by: 1 | -1) => {
      const phase = phases[at + by]
      if (phase !== undefined) edit((now) => moveRow(now, id, phase.id, phase.requirements.length))
    },
    copy: () => make((now) => copyPart(now, id, (title) => copyTitle(title, t('copyOf')))),
    remove: () => {
      edit((now) => removePart(now, id))
      select(null)
      void message.info(t('removed', { title: words.text(requirement.title) }))
    },
  }
}

/** The Chinese title says that it is a copy; the others are left to be written. */
export const copyTitle = (title: Text, suffix: string): Text => (typeof title === 'string' ? title + suffix : { 'zh-CN': (title['zh-CN'] ?? '') + suffix })
