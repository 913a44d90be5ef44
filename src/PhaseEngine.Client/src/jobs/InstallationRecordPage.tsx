import { useTranslation } from 'react-i18next'
import { api, take } from '../api/api'
import { Title } from '../shell/Title'
import { Acts } from './Acts'

/** What was done with the installation as a whole: accounts, posts, hosts, lists, calendars. */
export function InstallationRecordPage() {
  const { t } = useTranslation('jobs')
  return (
    <>
      <Title text={t('acts.title')} />
      <p className="quiet">{t('acts.means')}</p>
      <Acts of={['installation']} page={(after) => take(api.GET('/api/v1/installation/events', { params: { query: { after, limit: 50 } } }))} />
    </>
  )
}
