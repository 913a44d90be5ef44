import { createBrowserRouter } from 'react-router'
import { Home } from './home/Home'
import { Frame } from './shell/Frame'
import { Lost } from './shell/Lost'
import { needTexts } from './texts/i18n'

/** Every page is fetched when it is opened first. */
export const router = createBrowserRouter([
  {
    Component: Frame,
    ErrorBoundary: Lost,
    HydrateFallback: () => null,
    children: [
      { index: true, Component: Home },
      { path: 'units/:unitId', lazy: async () => ({ Component: (await import('./desk/DeskPage')).DeskPage }) },
      { path: 'runs/:runId', lazy: async () => ({ Component: (await import('./runs/RunPage')).RunPage }) },
      { path: 'runs/:runId/:key', lazy: async () => ({ Component: (await import('./runs/ActivityPage')).ActivityPage }) },
      { path: 'waiting', lazy: async () => ({ Component: (await import('./waiting/WaitingPage')).WaitingPage }) },
      { path: 'campaigns', lazy: async () => ({ Component: (await import('./campaigns/CampaignsPage')).CampaignsPage }) },
      { path: 'campaigns/:campaignId', lazy: async () => ({ Component: (await import('./campaigns/CampaignPage')).CampaignPage }) },
      {
        path: 'templates/new',
        lazy: async () => {
          const [page] = await Promise.all([import('./designer/NewTemplatePage'), needTexts('designer')])
          return { Component: page.NewTemplatePage }
        },
      },
      {
        path: 'templates/:templateId/versions/:version/edit',
        lazy: async () => {
          const [page] = await Promise.all([import('./designer/DesignerPage'), needTexts('designer')])
          return { Component: page.DesignerPage }
        },
      },
      {
        path: 'templates',
        lazy: async () => {
          const [page] = await Promise.all([import('./templates/TemplatesPage'), needTexts('templates')])
          return { Component: page.TemplatesPage }
        },
      },
      {
        path: 'templates/:templateId',
        lazy: async () => {
          const [page] = await Promise.all([import('./templates/TemplatePage'), needTexts('templates')])
          return { Component: page.TemplatePage }
        },
      },
      {
        path: 'calendar',
        lazy: async () => {
          const [page] = await Promise.all([import('./calendar/CalendarPage'), needTexts('calendar')])
          return { Component: page.CalendarPage }
        },
      },
      { path: 'inbox', lazy: async () => ({ Component: (await import('./inbox/InboxPage')).InboxPage }) },
      { path: '*', Component: Lost },
    ],
  },
])
