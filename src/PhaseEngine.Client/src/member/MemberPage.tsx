import { useQuery } from '@tanstack/react-query'
import { Alert, Typography } from 'antd'
import { useTranslation } from 'react-i18next'
import { api, take, type Schemas } from '../api/api'
import { hoursOf, Standing } from '../runs/Ledger'
import { useDays } from '../shell/days'
import { Answer, Nothing } from '../shell/states'
import { Title } from '../shell/Title'
import { Why } from '../shell/Why'
import { RecordMine } from './RecordMine'
import '../runs/runs.css'
import './member.css'

type Membership = Schemas['GetMembershipView']
export type Duty = Schemas['GetMembershipDuty']

/** A member's own page: what is asked of them, what is recorded of them, and their rights (S.46). */
export function MemberPage() {
  const { t } = useTranslation('member')
  const membership = useQuery({ queryKey: ['membership'], queryFn: () => take(api.GET('/api/v1/me/membership')) })
  return (
    <>
      <Title text={t('title')} />
      <Answer of={membership}>{(found) => found.member === null ? <Nothing text={t('notLinked')} /> : <Mine of={found} member={found.member} />}</Answer>
    </>
  )
}

function Mine({ of, member }: { of: Membership; member: Schemas['MemberView'] }) {
  const { t } = useTranslation('member')
  const days = useDays()
  const open = of.duties.filter((duty) => lackOf(duty))
  const done = of.duties.filter((duty) => !lackOf(duty))
  const facts: [string, string | null][] = [
    [t('facts.unit'), of.unit],
    [t('facts.countsIn'), of.countsIn === of.unit ? null : (of.countsIn ?? t('facts.nowhere'))],
    [t('facts.code'), member.code],
    [t('facts.category'), t(`category.${member.category as 'inPost'}`)],
    [t('facts.probationary'), member.probationary ? t('facts.yes') : null],
    [t('facts.admittedOn'), member.admittedOn === null ? null : days.full(member.admittedOn)],
    [t('facts.confirmedOn'), member.confirmedOn === null ? null : days.full(member.confirmedOn)],
    [t('facts.certificate'), member.certificateUnitId === null ? null : t('facts.until', { day: member.certificateUntil === null ? t('facts.open') : days.full(member.certificateUntil) })],
  ]

  return (
    <>
      <Typography.Title level={2} className="part">{t('toDo')}</Typography.Title>
      {open.length === 0 ? <Alert type="success" showIcon title={t('nothing')} /> : <Duties duties={open} />}
      {of.meetings.length > 0 && (
        <>
          <Typography.Title level={2} className="part">{t('meetings')}</Typography.Title>
          <ul className="ahead">{of.meetings.map((meeting) => <li key={meeting.title + meeting.on}>{days.day(meeting.on)} · {meeting.title}</li>)}</ul>
        </>
      )}
      {done.length > 0 && (
        <>
          <Typography.Title level={2} className="part">{t('done')}</Typography.Title>
          <Duties duties={done} />
        </>
      )}
      <Typography.Title level={2} className="part">{t('mine')}</Typography.Title>
      <section className="card">
        <dl className="said">{facts.filter(([, value]) => value !== null).map(([name, value]) => <div key={name}><dt>{name}</dt><dd>{value}</dd></div>)}</dl>
        <Typography.Text type="secondary">{t('wrong')}</Typography.Text>
      </section>
      <Typography.Title level={2} className="part">{t('rights.title')}</Typography.Title>
      <section className="card">
        <ul className="rights">{(['know', 'takePart', 'speak', 'answer', 'appeal', 'data'] as const).map((right) => <li key={right}>{t(`rights.${right}`)}</li>)}</ul>
      </section>
    </>
  )
}

const marksOf = (duty: Duty) => Object.fromEntries([
  ...duty.names.map((name, place) => [name, duty.marks[place] ?? 0]), ...duty.counted.map((name, place) => [name, duty.counts[place] ?? 0]),
]) as Record<string, number>

/** Whether something is left for the member to do. */
function lackOf(duty: Duty) {
  const marks = marksOf(duty)
  return duty.kind === 'Study' ? (marks['accounted'] ?? 0) === 0 || ((marks['covered'] ?? 0) === 0 && (marks['exempt'] ?? 0) + (marks['searched'] ?? 0) === 0) : (marks['done'] ?? 0) === 0
}

function Duties({ duties }: { duties: readonly Duty[] }) {
  const { t } = useTranslation('member')
  const days = useDays()
  return (
    <ul className="duties">
      {duties.map((duty) => {
        const marks = marksOf(duty)
        return (
          <li key={duty.runId + duty.key}>
            <div className="duty-head"><strong>{duty.title}</strong><Why basis={duty.basis} title={duty.title} /></div>
            <div className="duty-facts">
              {duty.kind === 'Study'
                ? <><span>{duty.hours === null ? t('hours', { hours: hoursOf(marks['minutes'] ?? 0) }) : t('hoursOf', { hours: hoursOf(marks['minutes'] ?? 0), of: duty.hours })}</span><Standing marks={marks} /></>
                : <span className={`mark ${(marks['done'] ?? 0) > 0 ? 'good' : 'soon'}`}>{(marks['pieces'] ?? 0) === 0 ? t('notYet') : (marks['scored'] ?? 0) > 0 ? t('score', { score: Math.round((marks['score'] ?? 0) / (marks['scored'] ?? 1)) / 100 }) : t('pieces', { count: marks['pieces'] ?? 0 })}</span>}
              {duty.due !== null && lackOf(duty) && <Typography.Text type="secondary">{t('by', { day: days.day(duty.due) })}</Typography.Text>}
              <Typography.Text type="secondary">{duty.campaign}</Typography.Text>
            </div>
            <RecordMine duty={duty} />
          </li>
        )
      })}
    </ul>
  )
}
