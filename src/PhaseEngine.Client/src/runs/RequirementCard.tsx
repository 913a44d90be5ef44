import { Typography } from 'antd'
import { useTranslation } from 'react-i18next'
import { RecordPart } from '../forms/RecordPart'
import { useDays } from '../shell/days'
import { Due } from '../shell/Due'
import { Approvals } from './Approvals'
import { Basis } from './Basis'
import { Metrics } from './Metrics'
import { Records } from './Records'
import type { Requirement, Run } from './useRun'

/** What a requirement asks, how it stands, what may be recorded now, and what was. */
export function RequirementCard({ run, requirement }: { run: Run; requirement: Requirement }) {
  const { t } = useTranslation()
  const days = useDays()
  const open = requirement.status === 'open' || requirement.status === 'reopened'

  return (
    <>
      <section className="card">
        <p className="facts">
          <span className={`mark ${requirement.doneOn === null ? '' : 'good'}`}>{t(`status.${requirement.status as 'done'}`)}</span>
          {open ? <Due {...requirement} /> : requirement.doneOn !== null && <span>{days.full(requirement.doneOn)}</span>}
          <Typography.Text type="secondary">{[requirement.who.title, ...requirement.who.names].join(' · ')}</Typography.Text>
        </p>
        {requirement.toDo !== null && <p className="to-do">{requirement.toDo}</p>}
        {requirement.guidance !== null && <Typography.Paragraph type="secondary">{requirement.guidance}</Typography.Paragraph>}
        <Readings settings={requirement.settings} />
        <Metrics metrics={requirement.metrics} />
        <Approvals run={run} activity={requirement} isGate={false} />
        <Basis basis={requirement.basis} />
      </section>
      {requirement.forms.length > 0 && <RecordPart run={run} requirement={requirement} />}
      <Records runId={run.id} requirement={requirement} />
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
