import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { useRouteError } from 'react-router'

/** No such page; or a page that broke, which a fresh start mends. */
export function Lost() {
  const { t } = useTranslation()
  const broken = useRouteError() !== undefined
  return (
    <section className="lost">
      <h1>{t(broken ? 'states.broken.title' : 'states.lost.title')}</h1>
      <p>{t(broken ? 'states.broken.detail' : 'states.lost.detail')}</p>
      <Button type="primary" href="/">{t('states.home')}</Button>
    </section>
  )
}
