import { useMutation, useQuery } from '@tanstack/react-query'
import { Alert, App, Button, Table } from 'antd'
import { useTranslation } from 'react-i18next'
import { api, take, type Schemas } from '../api/api'
import { queries } from '../api/queries'
import { useDays } from '../shell/days'
import { Answer, Failed } from '../shell/states'
import { Title } from '../shell/Title'
import './jobs.css'

type Job = Schemas['ListJobsJobView']

const glance = 10_000

/** What happens by itself, how often, and how it went the last time; a job can be run at once. */
export function JobsPage() {
  const { t } = useTranslation('jobs')
  const { message } = App.useApp()
  const jobs = useQuery({ queryKey: ['jobs'], queryFn: () => take(api.GET('/api/v1/jobs')), refetchInterval: glance })
  const run = useMutation({
    mutationFn: (job: string) => take(api.POST('/api/v1/jobs/{job}/runs', { params: { path: { job } } })),
    onSuccess: async (_, job) => {
      message.success(t('jobs.begun', { job: nameOf(job, t) }))
      await queries.invalidateQueries({ queryKey: ['jobs'] })
    },
  })

  return (
    <>
      <Title text={t('jobs.title')} />
      {run.error && <Failed error={run.error} />}
      <Answer of={jobs}>
        {(found) => (
          <>
            <dl className="figures card">
              <div><dt>{t('jobs.mailsWaiting')}</dt><dd>{found.mailsWaiting}</dd></div>
              <div><dt>{t('jobs.mailsFailed')}</dt><dd><span className={found.mailsFailed > 0 ? 'mark bad' : ''}>{found.mailsFailed}</span></dd></div>
              <div><dt>{t('jobs.runsFailing')}</dt><dd><span className={found.runsFailing > 0 ? 'mark bad' : ''}>{found.runsFailing}</span></dd></div>
            </dl>
            <section className="card">
              <Table<Job>
                size="middle"
                rowKey="name"
                dataSource={found.jobs}
                pagination={false}
                scroll={{ x: 760 }}
                expandable={{ rowExpandable: (job) => job.lastFailure !== null, expandedRowRender: (job) => <Fault job={job} /> }}
                columns={[
                  { key: 'name', title: t('jobs.job'), render: (_, job) => <>{nameOf(job.name, t)}<br /><small className="quiet">{job.name}</small></> },
                  { key: 'every', title: t('jobs.every'), render: (_, job) => everyOf(job.everySeconds, t) },
                  { key: 'last', title: t('jobs.last'), render: (_, job) => <Last job={job} /> },
                  { key: 'processed', title: t('jobs.processed'), align: 'right', render: (_, job) => job.last?.processed ?? '' },
                  { key: 'run', title: '', align: 'right', render: (_, job) => <Button size="small" loading={run.isPending && run.variables === job.name} aria-label={t('jobs.runOne', { job: nameOf(job.name, t) })} onClick={() => run.mutate(job.name)}>{t('jobs.run')}</Button> },
                ]}
              />
            </section>
          </>
        )}
      </Answer>
    </>
  )
}

type Say = ReturnType<typeof useTranslation<'jobs'>>['t']

const nameOf = (job: string, t: Say) => t(`jobs.names.${job as 'send-mail'}`, { defaultValue: job })

function everyOf(seconds: number, t: Say) {
  if (seconds % 86_400 === 0) return t('jobs.days', { count: seconds / 86_400 })
  if (seconds % 3600 === 0) return t('jobs.hours', { count: seconds / 3600 })
  return seconds % 60 === 0 ? t('jobs.minutes', { count: seconds / 60 }) : t('jobs.seconds', { count: seconds })
}

function Last({ job: { last } }: { job: Job }) {
  const { t } = useTranslation('jobs')
  const days = useDays()
  if (last === null) return <span className="quiet">{t('jobs.never')}</span>
  const [mark, word] = last.error !== null ? (['bad', 'failed'] as const) : last.finishedAt === null ? (['', 'going'] as const) : (['good', 'well'] as const)
  return <><span className={`mark ${mark}`}>{t(`jobs.${word}`)}</span> {days.moment(last.startedAt)} <small className="quiet">{last.node}</small></>
}

/** The last time it went wrong, and what was said. */
function Fault({ job: { lastFailure } }: { job: Job }) {
  const { t } = useTranslation('jobs')
  const days = useDays()
  if (lastFailure === null) return null
  return <Alert type="warning" title={t('jobs.failedAt', { at: days.moment(lastFailure.startedAt), node: lastFailure.node })} description={<span className="fault">{lastFailure.error}</span>} />
}
