import { Skeleton, Typography } from 'antd'
import { Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { RecordPart } from '../forms/RecordPart'
import { Due } from '../shell/Due'
import { useDays } from '../shell/days'
import { Approvals } from './Approvals'
import { Basis } from './Basis'
import { Extension } from './Extension'
import { History } from './History'
import { kindParts } from './kindParts'
import { Metrics } from './Metrics'
import { Records } from './Records'
import type { Requirement, Run } from './useRun'

/** What a requirement asks, how it stands, what may be recorded now, and what was. */
export function RequirementCard({ run, requirement }: { run: Run; requirement: Requirement }) {
  const { t } = useTranslation()
  const days = useDays()
  const open = requirement.status === 'open' || requirement.status === 'reopened'
  const Part = kindParts[requirement.kind]

  return (
    <>
      <section className="card">
        <p className="facts">
          <span className={`mark ${requirement.doneOn !== null ? 'good' : requirement.status === 'reopened' ? 'bad' : ''}`}>{t(`status.${requirement.status as 'done'}`)}</span>
          {open ? <Due due={requirement.due} daysLeft={requirement.daysLeft} overdue={requirement.overdue} /> : requirement.doneOn !== null && <span>{days.full(requirement.doneOn)}</span>}
          <Typography.Text type="secondary">{[requirement.who.title, ...requirement.who.names].join(' · ')}</Typography.Text>
        </p>
        {requirement.toDo !== null && <p className="to-do">{requirement.toDo}</p>}
        {requirement.guidance !== null && <Typography.Paragraph type="secondary">{requirement.guidance}</Typography.Paragraph>}
        <Readings settings={requirement.settings} />
        <Metrics metrics={requirement.metrics} />
        <Approvals run={run} activity={requirement} isGate={false} />
        <div className="card-foot">
          <Basis basis={requirement.basis} />
          {open && <Extension run={run} activity={requirement} />}
          <History runId={run.id} activity={requirement.key} open={requirement.status === 'reopened' || requirement.status === 'waived'} />
        </div>
      </section>
      {Part
        ? <Suspense fallback={<Skeleton active />}><Part run={run} requirement={requirement} /></Suspense>
        : (
            <>
              {requirement.forms.length > 0 && <RecordPart run={run} requirement={requirement} />}
              <Records run={run} requirement={requirement} />
            </>
          )}
    </>
  )
}

/** Readings of a study, the agenda of a meeting: what the template lists. */
function Readings({ settings }: { settings: unknown }) {
  const { t, i18n } = useTranslation()
  const lists = settings as Record<'readings' | 'agenda', Said[] | undefined>

  return (['readings', 'agenda'] as const).map((name) => {
    const lines = lists[name] ?? []
    return lines.length > 0 && (
      <div key={name} className="readings">
        <Typography.Text strong>{t(`settings.${name}`)}</Typography.Text>
        <ul>{lines.map((line) => <li key={sayIn(line, i18n.language)}>{sayIn(line, i18n.language)}</li>)}</ul>
      </div>
    )
  })
}

type Said = string | Record<string, string>

const sayIn = (text: Said, language: string) => (typeof text === 'string' ? text : (text[language] ?? text['zh-CN'] ?? ''))
