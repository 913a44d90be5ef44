import { useTranslation } from 'react-i18next'
import { Navigate } from 'react-router'
import { placesFor } from '../shell/menu'
import { Answer } from '../shell/states'
import { useMe } from '../shell/useMe'

/** Everybody begins where their own work is: the first page they have. */
export function Home() {
  const { t } = useTranslation()
  return <Answer of={useMe()}>{(me) => <Navigate to={placesFor(me, t)[0]?.path ?? '/inbox'} replace />}</Answer>
}
