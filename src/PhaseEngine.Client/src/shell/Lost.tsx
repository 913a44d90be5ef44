import { Button, Result } from 'antd'
import { useTranslation } from 'react-i18next'
import { useRouteError } from 'react-router'

/** No such page; or a page that broke, which a fresh start mends. */
export function Lost() {
  const { t } = useTranslation()
  const broken = useRouteError() !== undefined
  return (
    <Result
      status={broken ? 'warning' : '404'}
      title={t(broken ? 'states.broken.title' : 'states.lost.title')}
      subTitle={t(broken ? 'states.broken.detail' : 'states.lost.detail')}
      extra={<Button type="primary" href="/">{t('states.home')}</Button>}
    />
  )
}
