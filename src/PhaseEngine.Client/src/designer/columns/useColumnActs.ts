import { App } from 'antd'
import type { KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { useDesigner } from '../DesignerContext'
import { copyPart, moveColumn, removePart, type Choice, type Gate, type Phase } from '../document'
import { copyTitle } from './useRowActs'

/** What can be done with a column as a whole, for its menu and for the keyboard alike. */
export function useColumnActs(part: Phase | Gate | Choice) {
  const { t } = useTranslation('designer')
  const { message } = App.useApp()
  const { template, readOnly, edit, make, select, words, focusNextRef } = useDesigner()
  const at = template.columns.findIndex((column) => column.id === part.id)
  const move = (by: 1 | -1) => {
    const neighbour = at < 0 ? undefined : template.columns[at + by]
    if (neighbour !== undefined) edit((now) => moveColumn(now, part.id, neighbour.id, by))
  }
  const acts = {
    canLeft: at > 0,
    canRight: at >= 0 && at < template.columns.length - 1,
    left: () => move(-1),
    right: () => move(1),
    copy: () => part.what === 'phase' && make((now) => copyPart(now, part.id, (title) => copyTitle(title, t('copyOf')))),
    remove: () => {
      edit((now) => removePart(now, part.id))
      select(null)
      void message.info(t('removed', { title: words.text(part.title) }))
    },
  }
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const act = readOnly ? undefined
      : event.key === 'Delete' ? acts.remove
        : (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'd' ? acts.copy
          : event.altKey && event.key === 'ArrowLeft' ? acts.left
            : event.altKey && event.key === 'ArrowRight' ? acts.right : undefined
    if (act === undefined) return
    event.preventDefault()
    focusNextRef.current = [part.id, template.columns[at + 1]?.id, template.columns[at - 1]?.id].filter((id) => id !== undefined)
    act()
  }
  return { ...acts, onKeyDown }
}
