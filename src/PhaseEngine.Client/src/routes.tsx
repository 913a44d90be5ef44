import type { ComponentType } from 'react'
import { createBrowserRouter } from 'react-router'
import { Home } from './home/Home'
import { Frame } from './shell/Frame'
import { Lost } from './shell/Lost'
import { needTexts } from './texts/i18n'

/** The office's pages share their texts: word lists, pickers, dialogs. */
const office = (page: () => Promise<ComponentType>) => async () => {
  const [Component] = await Promise.all([page(), ...(['campaigns', 'jobs', 'office', 'organisation', 'people'] as const).map(needTexts)])
  return { Component }
}

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
      { path: 'campaigns', lazy: office(async () => (await import('./campaigns/CampaignsPage')).CampaignsPage) },
      { path: 'campaigns/new', lazy: office(async () => (await import('./office/WizardPage')).WizardPage) },
      { path: 'campaigns/:campaignId', lazy: office(async () => (await import('./campaigns/CampaignPage')).CampaignPage) },
      { path: 'campaigns/:campaignId/draft', lazy: office(async () => (await import('./office/WizardPage')).WizardPage) },
      { path: 'campaigns/:campaignId/deadlines', lazy: office(async () => (await import('./campaigns/DeadlinesPage')).DeadlinesPage) },
      { path: 'campaigns/:campaignId/newcomers', lazy: office(async () => (await import('./campaigns/NewcomersPage')).NewcomersPage) },
      { path: 'campaigns/:campaignId/record', lazy: office(async () => (await import('./jobs/CampaignRecordPage')).CampaignRecordPage) },
      { path: 'runs/:runId/record', lazy: office(async () => (await import('./jobs/RunRecordPage')).RunRecordPage) },
      { path: 'organisation', lazy: office(async () => (await import('./organisation/OrganisationPage')).OrganisationPage) },
      { path: 'organisation/units/:unitId', lazy: office(async () => (await import('./organisation/UnitPage')).UnitPage) },
      { path: 'organisation/hosts', lazy: office(async () => (await import('./organisation/HostsPage')).HostsPage) },
      { path: 'organisation/import', lazy: office(async () => (await import('./organisation/ImportPage')).ImportPage) },
      { path: 'people', lazy: office(async () => (await import('./people/PeoplePage')).PeoplePage) },
      { path: 'me', lazy: office(async () => (await import('./people/AccountPage')).AccountPage) },
      { path: 'jobs', lazy: office(async () => (await import('./jobs/JobsPage')).JobsPage) },
      { path: 'record', lazy: office(async () => (await import('./jobs/InstallationRecordPage')).InstallationRecordPage) },
      { path: 'inbox', lazy: async () => ({ Component: (await import('./inbox/InboxPage')).InboxPage }) },
      { path: '*', Component: Lost },
    ],
  },
])
