import { useQuery } from '@tanstack/react-query'
import { Collapse, Typography } from 'antd'
import { useTranslation } from 'react-i18next'
import { api, take } from '../api/api'
import type { PartProps } from '../runs/kindParts'
import { Records } from '../runs/Records'
import { useDays } from '../shell/days'
import { Answer, Nothing } from '../shell/states'
import { Actions } from './Actions'
import { Meeting } from './Meeting'
import './meetings.css'
import '../forms/forms.css'

/** The meetings the product convenes in every window: the present one open, earlier ones behind a line each (S.28). */
export function ReviewMeetings({ run, requirement }: PartProps) {
  const { t } = useTranslation('meetings')
  const days = useDays()
  const meetings = useQuery({
    queryKey: ['runs', run.id, 'meetings'],
    queryFn: () => take(api.GET('/api/v1/runs/{runId}/meetings', { params: { path: { runId: run.id } } })),
  })

  return (
    <>
      <Answer of={meetings}>
        {(found) => {
          const own = found.filter((meeting) => meeting.key === requirement.key)
          const [latest, ...earlier] = own
          if (latest === undefined) return <section className="card"><Nothing text={t('none')} /></section>
          return (
            <>
              <section className="card"><Meeting run={run} requirement={requirement} meeting={latest} /></section>
              {earlier.length > 0 && (
                <section className="card">
                  <Typography.Title level={2} className="part">{t('earlier')}</Typography.Title>
                  <Collapse
                    ghost
                    destroyOnHidden
                    items={earlier.map((meeting) => ({
                      key: meeting.id,
                      label: (
                        <span className="record-line">
                          <span>{t('window', { number: meeting.number, from: days.day(meeting.from), to: days.day(meeting.to) })}</span>
                          <span className={`mark ${meeting.status === 'held' ? 'good' : 'bad'}`}>{t(`status.${meeting.status as 'held'}`)}</span>
                        </span>
                      ),
                      children: <Meeting run={run} requirement={requirement} meeting={meeting} />,
                    }))}
                  />
                </section>
              )}
            </>
          )
        }}
      </Answer>
      <Actions run={run} requirement={requirement} />
      <Records run={run} requirement={requirement} />
    </>
  )
}
