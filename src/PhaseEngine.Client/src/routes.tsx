import type { ComponentType } from 'react'
import { createBrowserRouter } from 'react-router'
import { Home } from './home/Home'
import { Frame } from './shell/Frame'
import { Lost } from './shell/Lost'
import { needTexts, type Area } from './texts/i18n'

/** A page is fetched when it is opened first, with the texts of its areas. */
const page = (load: () => Promise<ComponentType>, ...areas: Area[]) => async () => {
  const [Component] = await Promise.all([load(), ...areas.map(needTexts)])
  return { Component }
}

export const router = createBrowserRouter([
  {
    Component: Frame,
    ErrorBoundary: Lost,
    HydrateFallback: () => null,
    children: [
      { index: true, Component: Home },
      { path: 'units/:unitId', lazy: page(async () => (await import('./desk/DeskPage')).DeskPage) },
      { path: 'runs/:runId', lazy: page(async () => (await import('./runs/RunPage')).RunPage) },
      { path: 'runs/:runId/:key', lazy: page(async () => (await import('./runs/ActivityPage')).ActivityPage, 'runs') },
      { path: 'member', lazy: page(async () => (await import('./member/MemberPage')).MemberPage, 'member', 'runs') },
      { path: 'waiting', lazy: page(async () => (await import('./waiting/WaitingPage')).WaitingPage, 'waiting') },
      { path: 'waiting/:runId/:key', lazy: page(async () => (await import('./waiting/ReviewPage')).ReviewPage, 'waiting', 'runs') },
      { path: 'campaigns', lazy: page(async () => (await import('./campaigns/CampaignsPage')).CampaignsPage) },
      { path: 'campaigns/:campaignId', lazy: page(async () => (await import('./campaigns/CampaignPage')).CampaignPage) },
      { path: 'inbox', lazy: page(async () => (await import('./inbox/InboxPage')).InboxPage) },
      { path: '*', Component: Lost },
    ],
  },
  // Pages for paper, without the frame.
  {
    path: 'print',
    ErrorBoundary: Lost,
    HydrateFallback: () => null,
    children: [
      { path: 'sign-in/:runId/:key', lazy: page(async () => (await import('./print/SignInSheet')).SignInSheet, 'print') },
      { path: 'ledger/:runId/:key', lazy: page(async () => (await import('./print/LedgerSheet')).LedgerSheet, 'print', 'runs') },
    ],
  },
])
