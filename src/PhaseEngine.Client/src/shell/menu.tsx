import {
  ApartmentOutlined, AuditOutlined, BellOutlined, CalendarOutlined, FileSearchOutlined, FundOutlined, HomeOutlined, IdcardOutlined, ProjectOutlined, ScheduleOutlined, SolutionOutlined, TeamOutlined,
} from '@ant-design/icons'
import type { TFunction } from 'i18next'
import type { ReactNode } from 'react'
import { may, unitsOf, type Me } from './useMe'

export interface Place {
  path: string
  label: string
  icon: ReactNode
}

/** The pages somebody has something to do on: what a post does not allow is not offered. */
export function placesFor(me: Me, t: TFunction): Place[] {
  const units = unitsOf(me)
  return [
    ...units.map((unit) => ({
      path: `/units/${unit.id}`,
      label: units.length === 1 ? t('menu.desk') : unit.name,
      icon: <HomeOutlined />,
    })),
    ...(may(me, 'gates.decide') || may(me, 'evidence.review')
      ? [{ path: '/waiting', label: t('menu.waiting'), icon: <AuditOutlined /> }]
      : []),
    ...(may(me, 'opinions.give') ? [{ path: '/opinions', label: t('menu.opinions'), icon: <SolutionOutlined /> }] : []),
    ...(me.memberId === null ? [] : [{ path: '/member', label: t('menu.me'), icon: <IdcardOutlined /> }]),
    ...(oversees(me) ? [{ path: '/campaigns', label: t('menu.campaigns'), icon: <FundOutlined /> }] : []),
    ...(may(me, 'templates.design') || (may(me, 'templates.see') && oversees(me)) ? [{ path: '/templates', label: t('menu.templates'), icon: <ProjectOutlined /> }] : []),
    ...(may(me, 'templates.design') || may(me, 'calendar.change') ? [{ path: '/calendar', label: t('menu.calendar'), icon: <CalendarOutlined /> }] : []),
    ...(manages(me, 'units.see') ? [{ path: '/organisation', label: t('menu.organisation'), icon: <ApartmentOutlined /> }] : []),
    ...(may(me, 'people.manage') ? [{ path: '/people', label: t('menu.people'), icon: <TeamOutlined /> }] : []),
    ...(may(me, 'server.operate') ? [{ path: '/jobs', label: t('menu.jobs'), icon: <ScheduleOutlined /> }] : []),
    ...(manages(me, 'people.manage') ? [{ path: '/record', label: t('menu.record'), icon: <FileSearchOutlined /> }] : []),
    { path: '/inbox', label: t('menu.inbox'), icon: <BellOutlined /> },
  ]
}

/** Who looks after the organisation itself: its units, members and people, on more than one unit. */
const manages = (me: Me, act: string) => me.posts.some((post) => (post.subtree || post.unitId === null) && post.acts.includes(act) && (post.acts.includes('units.change') || post.acts.includes('campaigns.run')))

/** Whose post covers units below, or the campaign as a whole. */
const oversees = (me: Me) => me.posts.some((post) => post.subtree && post.acts.includes('campaigns.see') && post.acts.includes('runs.see'))
