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
      { path: 'inbox', lazy: async () => ({ Component: (await import('./inbox/InboxPage')).InboxPage }) },
      {
        path: 'studio/templates/:templateId',
        lazy: async () => {
          const [page] = await Promise.all([import('./studio/StudioEditorPage'), needTexts('studio')])
          return { Component: page.StudioEditorPage }
        },
      },
      {
        path: 'studio/runs/:runId',
        lazy: async () => {
          const [page] = await Promise.all([import('./studio/StudioRunPage'), needTexts('studio')])
          return { Component: page.StudioRunPage }
        },
      },
      { path: '*', Component: Lost },
    ],
  },
])
