import type { useTranslation } from 'react-i18next'
import { types, type NewActivity } from '../document'

type Translate = ReturnType<typeof useTranslation<'designer'>>['t']

/** What a new phase and a new gate begin with. */
export const firstPhase = (t: Translate): NewActivity => ({ type: types.phase, title: t('first.phase'), set: { length: '30d' } })

export const firstGate = (t: Translate) => ({ title: t('first.gate'), set: { approvals: [{ role: 'supervisor', act: 'approve', within: '5wd', title: t('first.approval') }] } })
