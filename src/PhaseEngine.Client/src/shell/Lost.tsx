import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { isRouteErrorResponse, useRouteError } from 'react-router'

/** No such page. */
export const Lost = () => <Astray why="lost" />

/** A page that broke, which a fresh start mends; or an address below a page that leads nowhere. */
export function Broken() {
  const error = useRouteError()
  return <Astray why={isRouteErrorResponse(error) && error.status === 404 ? 'lost' : 'broken'} />
}

function Astray({ why }: { why: 'lost' | 'broken' }) {
  const { t } = useTranslation()
  return (
    <section className="lost">
      <h1>{t(`states.${why}.title`)}</h1>
      <p>{t(`states.${why}.detail`)}</p>
      <Button type="primary" href="/">{t('states.home')}</Button>
    </section>
  )
}
