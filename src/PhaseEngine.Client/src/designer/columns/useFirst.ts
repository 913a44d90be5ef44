import { useTranslation } from 'react-i18next'
import { firstGate, firstPhase } from '../document'

/** What a new phase and a new gate begin with, in the reader's words. */
export function useFirst() {
  const { t } = useTranslation('templates')
  const words = { phase: t('first.phase'), gate: t('first.gate'), approval: t('first.approval') }
  return { phase: firstPhase(words), gate: firstGate(words) }
}
