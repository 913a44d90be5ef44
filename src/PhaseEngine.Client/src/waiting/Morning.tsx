import { useQuery } from '@tanstack/react-query'
import { Segmented, Typography } from 'antd'
import dayjs from 'dayjs'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { api, take, type Schemas } from '../api/api'
import { useDays } from '../shell/days'
import { Answer } from '../shell/states'

type MorningView = Schemas['GetMorningView']

/** How many units need the reader and how many do not; of everything else only what is different. */
export function Morning() {
  const [week, setWeek] = useState(false)
  const since = week ? dayjs().subtract(7, 'day').format('YYYY-MM-DD') : undefined
  const morning = useQuery({
    queryKey: ['morning', since],
    queryFn: () => take(api.GET('/api/v1/gates/morning', { params: { query: { since } } })),
    placeholderData: (before) => before,
  })

  return (
    <Answer of={morning}>
      {(found) => (
        <section className="morning card">
          <Head morning={found} />
          <Differences morning={found} week={week} setWeek={setWeek} />
        </section>
      )}
    </Answer>
  )
}

function Head({ morning }: { morning: MorningView }) {
  const { t } = useTranslation('waiting')
  const { needYou, needNot, answerLate, answerToday } = morning
  return (
    <p className="morning-head">
      <strong>{needYou === 0 ? t('morning.needNobody') : t('morning.needYou', { count: needYou })}</strong>
      {answerLate > 0 && <span className="mark bad">{t('morning.answerLate', { count: answerLate })}</span>}
      {answerToday > 0 && <span className="mark soon">{t('morning.answerToday', { count: answerToday })}</span>}
      {needNot > 0 && <Typography.Text type="secondary">{t('morning.needNot', { count: needNot })}</Typography.Text>}
    </p>
  )
}

interface DifferencesProps {
  morning: MorningView
  week: boolean
  setWeek: (week: boolean) => void
}

function Differences({ morning, week, setWeek }: DifferencesProps) {
  const { t } = useTranslation('waiting')
  const common = useTranslation().t
  const days = useDays()
  const { newlyOverdue, passed, returned, withoutSecretary } = morning
  const decided = (one: Schemas['GetMorningDecided']) => (
    <><Link to={`/runs/${one.runId}/${one.key}`}>{one.unit}</Link> {one.title}，{t('morning.by', { name: one.by, day: days.day(one.on) })}</>
  )

  return (
    <>
      <div className="morning-since">
        <Typography.Title level={2} className="part">{t('morning.since', { day: days.day(morning.since) })}</Typography.Title>
        <Segmented
          aria-label={common('choice.since')}
          size="small"
          options={[{ value: false, label: t('morning.sinceLast') }, { value: true, label: t('morning.sinceWeek') }]}
          value={week}
          onChange={setWeek}
        />
      </div>
      {newlyOverdue.count + passed.count + returned.count + withoutSecretary.count === 0 && <p>{t('morning.same')}</p>}
      <div className="differences">
        <Some
          title={t('morning.overdue', { count: newlyOverdue.count })}
          of={newlyOverdue}
          line={(one) => (
            <>
              <Link to={`/runs/${one.runId}`}>{one.unit}</Link> {one.holds !== null && t(one.holds.bySuperior ? 'holds.superior' : 'holds.unit', { title: one.holds.title })}，{t('morning.dueOn', { day: days.day(one.dueOn) })}
            </>
          )}
        />
        <Some title={t('morning.returned', { count: returned.count })} of={returned} line={decided} />
        <Some title={t('morning.passed', { count: passed.count })} of={passed} line={decided} />
        <Some title={t('morning.vacant', { count: withoutSecretary.count })} of={withoutSecretary} line={(one) => <Link to={`/organisation/units/${one.unitId}`}>{one.unit}</Link>} />
      </div>
    </>
  )
}

interface SomeProps<T> {
  title: string
  of: { count: number; items: T[] }
  line: (one: T) => ReactNode
}

/** So many are named as come at once; the rest is a number. */
function Some<T>({ title, of, line }: SomeProps<T>) {
  const { t } = useTranslation('waiting')
  if (of.count === 0) return null

  return (
    <details className="difference" open={of.count <= 3}>
      <summary>{title}</summary>
      <ul>
        {of.items.map((one, place) => <li key={place}>{line(one)}</li>)}
        {of.count > of.items.length && <li>{t('morning.more', { count: of.count })}</li>}
      </ul>
    </details>
  )
}
