import { createBrowserRouter } from 'react-router'
import { queries } from './api/queries'
import { deskOf } from './desk/deskOf'
import { Home } from './home/Home'
import { Frame } from './shell/Frame'
import { Lost } from './shell/Lost'
import { needTexts, textsStarted } from './texts/i18n'

/** Every page is fetched when it is opened first. */
export const router = createBrowserRouter([
  {
    Component: Frame,
    ErrorBoundary: Lost,
    HydrateFallback: () => null,
    children: [
      { index: true, Component: Home },
      // What it shows is asked for together with the page itself.
      { path: 'units/:unitId', loader: ({ params }) => ahead(() => queries.query(deskOf(params['unitId'] ?? ''))), lazy: async () => ({ Component: (await import('./desk/DeskPage')).DeskPage }) },
      { path: 'runs/:runId', lazy: async () => ({ Component: (await import('./runs/RunPage')).RunPage }) },
      {
        path: 'runs/:runId/:key',
        lazy: async () => ({ Component: (await Promise.all([import('./runs/ActivityPage'), needTexts('runs')]))[0].ActivityPage }),
      },
      { path: 'me', lazy: async () => ({ Component: (await Promise.all([import('./member/MemberPage'), needTexts('member'), needTexts('runs')]))[0].MemberPage }) },
      { path: 'waiting', lazy: async () => ({ Component: (await import('./waiting/WaitingPage')).WaitingPage }) },
      { path: 'campaigns', lazy: async () => ({ Component: (await import('./campaigns/CampaignsPage')).CampaignsPage }) },
      { path: 'campaigns/:campaignId', lazy: async () => ({ Component: (await import('./campaigns/CampaignPage')).CampaignPage }) },
      { path: 'inbox', lazy: async () => ({ Component: (await import('./inbox/InboxPage')).InboxPage }) },
      { path: '*', Component: Lost },
    ],
  },
  // Pages for paper, without the frame.
  {
    path: 'print',
    ErrorBoundary: Lost,
    HydrateFallback: () => null,
    children: [
      { path: 'sign-in/:runId/:key', lazy: async () => ({ Component: (await Promise.all([import('./print/SignInSheet'), needTexts('print')]))[0].SignInSheet }) },
      {
        path: 'ledger/:runId/:key',
        lazy: async () => ({ Component: (await Promise.all([import('./print/LedgerSheet'), needTexts('print'), needTexts('runs')]))[0].LedgerSheet }),
      },
    ],
  },
])

/** Begins a question before its page is there; the page sees what became of it. */
function ahead(ask: () => Promise<unknown>) {
  void textsStarted.then(ask).catch(() => undefined)
  return null
}
