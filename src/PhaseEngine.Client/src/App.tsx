import { QueryClientProvider } from '@tanstack/react-query'
import { App as AntApp, ConfigProvider } from 'antd'
import { useTranslation } from 'react-i18next'
import { RouterProvider } from 'react-router/dom'
import { queries } from './api/queries'
import { router } from './routes'
import { lookOf } from './shell/look'
import { useComponentTexts } from './texts/componentTexts'

export function App() {
  const { i18n } = useTranslation()
  const componentTexts = useComponentTexts(i18n.language)

  return (
    <ConfigProvider locale={componentTexts} theme={lookOf} button={{ autoInsertSpace: false }}>
      <AntApp>
        <QueryClientProvider client={queries}>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </AntApp>
    </ConfigProvider>
  )
}
