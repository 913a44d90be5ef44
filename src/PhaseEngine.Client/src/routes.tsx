import type { ComponentType } from 'react'
import { createBrowserRouter } from 'react-router'
import { queries } from './api/queries'
import { deskOf } from './desk/deskOf'
import { Home } from './home/Home'
import { Frame } from './shell/Frame'
import { Broken, Lost } from './shell/Lost'
import { needTexts, textsStarted, type Area } from './texts/i18n'

/** A page is fetched when it is opened first, with the texts of its areas. */
const page = (load: () => Promise<ComponentType>, ...areas: Area[]) => async () => {
  const [Component] = await Promise.all([load(), ...areas.map(needTexts)])
  return { Component }
}

/** The office's pages share their texts: word lists, pickers, dialogs. */
const office = (load: () => Promise<ComponentType>, ...more: Area[]) => page(load, 'campaigns', 'jobs', 'office', 'organisation', 'people', ...more)

export const router = createBrowserRouter([
  {
    Component: Frame,
    ErrorBoundary: Broken,
    HydrateFallback: () => null,
    children: [
      { index: true, Component: Home },
      // What it shows is asked for together with the page itself.
      { path: 'units/:unitId', loader: ({ params }) => ahead(() => queries.query(deskOf(params['unitId'] ?? ''))), lazy: page(async () => (await import('./desk/DeskPage')).DeskPage) },
      { path: 'runs/:runId', lazy: page(async () => (await import('./runs/RunPage')).RunPage) },
      { path: 'runs/:runId/:key', lazy: page(async () => (await import('./runs/ActivityPage')).ActivityPage, 'runs') },
      { path: 'member', lazy: page(async () => (await import('./member/MemberPage')).MemberPage, 'member', 'runs') },
      { path: 'waiting', lazy: page(async () => (await import('./waiting/WaitingPage')).WaitingPage, 'waiting') },
      { path: 'waiting/:runId/:key', lazy: page(async () => (await import('./waiting/ReviewPage')).ReviewPage, 'waiting', 'runs') },
      { path: 'opinions', lazy: page(async () => (await import('./opinions/OpinionsPage')).OpinionsPage, 'opinions') },
      { path: 'opinions/:runId/:key', lazy: page(async () => (await import('./opinions/OpinionPage')).OpinionPage, 'opinions') },
      { path: 'campaigns', lazy: office(async () => (await import('./campaigns/CampaignsPage')).CampaignsPage) },
      { path: 'campaigns/new', lazy: office(async () => (await import('./office/WizardPage')).WizardPage, 'templates') },
      { path: 'campaigns/:campaignId', lazy: office(async () => (await import('./campaigns/CampaignPage')).CampaignPage) },
      { path: 'campaigns/:campaignId/draft', lazy: office(async () => (await import('./office/WizardPage')).WizardPage, 'templates') },
      { path: 'campaigns/:campaignId/deadlines', lazy: office(async () => (await import('./campaigns/DeadlinesPage')).DeadlinesPage) },
      { path: 'campaigns/:campaignId/newcomers', lazy: office(async () => (await import('./campaigns/NewcomersPage')).NewcomersPage) },
      { path: 'campaigns/:campaignId/record', lazy: office(async () => (await import('./jobs/CampaignRecordPage')).CampaignRecordPage) },
      { path: 'record/runs/:runId', lazy: office(async () => (await import('./jobs/RunRecordPage')).RunRecordPage) },
      { path: 'templates', lazy: page(async () => (await import('./templates/TemplatesPage')).TemplatesPage, 'templates') },
      { path: 'templates/:templateId', lazy: page(async () => (await import('./templates/TemplatePage')).TemplatePage, 'templates') },
      { path: 'templates/:templateId/versions/:version/edit', lazy: page(async () => (await import('./designer/DesignerPage')).DesignerPage, 'designer', 'templates') },
      { path: 'studio/templates/:templateId', lazy: page(async () => (await import('./studio/StudioEditorPage')).StudioEditorPage, 'studio') },
      { path: 'studio/runs/:runId', lazy: page(async () => (await import('./studio/StudioRunPage')).StudioRunPage, 'studio') },
      { path: 'calendar', lazy: page(async () => (await import('./calendar/CalendarPage')).CalendarPage, 'calendar') },
      { path: 'organisation', lazy: office(async () => (await import('./organisation/OrganisationPage')).OrganisationPage) },
      { path: 'organisation/units/:unitId', lazy: office(async () => (await import('./organisation/UnitPage')).UnitPage) },
      { path: 'organisation/hosts', lazy: office(async () => (await import('./organisation/HostsPage')).HostsPage) },
      { path: 'organisation/import', lazy: office(async () => (await import('./organisation/ImportPage')).ImportPage) },
      { path: 'people', lazy: office(async () => (await import('./people/PeoplePage')).PeoplePage) },
      { path: 'me', lazy: office(async () => (await import('./people/AccountPage')).AccountPage) },
      { path: 'jobs', lazy: office(async () => (await import('./jobs/JobsPage')).JobsPage) },
      { path: 'record', lazy: office(async () => (await import('./jobs/InstallationRecordPage')).InstallationRecordPage) },
      { path: 'inbox', lazy: page(async () => (await import('./inbox/InboxPage')).InboxPage) },
      { path: '*', Component: Lost },
    ],
  },
  // Pages for paper, without the frame.
  {
    path: 'print',
    ErrorBoundary: Broken,
    HydrateFallback: () => null,
    children: [
      { path: 'sign-in/:runId/:key', lazy: page(async () => (await import('./print/SignInSheet')).SignInSheet, 'print') },
      { path: 'ledger/:runId/:key', lazy: page(async () => (await import('./print/LedgerSheet')).LedgerSheet, 'print', 'runs') },
    ],
  },
])

/** Begins a question before its page is there; the page sees what became of it. */
function ahead(ask: () => Promise<unknown>) {
  void textsStarted.then(ask).catch(() => undefined)
  return null
}
