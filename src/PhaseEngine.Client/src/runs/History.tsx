import { useQuery } from '@tanstack/react-query'
import { Collapse, Typography } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, take } from '../api/api'
import { useDays } from '../shell/days'
import { Answer, Nothing } from '../shell/states'

export function useHistory(runId: string, activity: string, wanted = true) {
  return useQuery({
    queryKey: ['runs', runId, 'history', activity],
    queryFn: () => take(api.GET('/api/v1/runs/{runId}/activities/{activity}/history', { params: { path: { runId, activity } } })),
    enabled: wanted,
  })
}

/** Who asked, answered, returned, waived or put off, and why; fetched when it is opened. */
export function History({ runId, activity, open = false }: { runId: string; activity: string; open?: boolean }) {
  const { t } = useTranslation('runs')
  const [wanted, setWanted] = useState(open)
  return (
    <Collapse
      ghost
      size="small"
      defaultActiveKey={open ? ['history'] : []}
      onChange={(keys) => setWanted(keys.length > 0)}
      items={[{ key: 'history', label: t('history.title'), children: wanted && <Entries runId={runId} activity={activity} /> }]}
    />
  )
}

function Entries({ runId, activity }: { runId: string; activity: string }) {
  const { t } = useTranslation('runs')
  const days = useDays()
  return (
    <Answer of={useHistory(runId, activity)}>
      {({ entries }) => entries.length === 0 ? <Nothing text={t('history.nothing')} /> : (
        <ol className="history">
          {entries.map((entry) => (
            <li key={entry.seq}>
              {entry.sentences.map((sentence) => <div key={sentence}>{sentence}</div>)}
              <Typography.Text type="secondary">{entry.name} · {days.moment(entry.at)}</Typography.Text>
            </li>
          ))}
        </ol>
      )}
    </Answer>
  )
}
