import { useMutation, useQuery } from '@tanstack/react-query'
import { Alert, App, Button, Flex, Popconfirm, Progress, Result, Typography } from 'antd'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { api, take, type Schemas } from '../api/api'
import { queries } from '../api/queries'
import { Answer, Failed } from '../shell/states'
import { Findings } from '../templates/Findings'
import '../templates/templates.css'
import { LinkButton } from './LinkButton'
import { PhaseCalendar } from './PhaseCalendar'
import { ifMatch, inLanguage } from './plain'
import { useWords } from './useWords'

const glance = 1000

/** What a launch will do, and how far it has come. It may be left and come back to: the server does the work. */
export function LaunchStep({ draft }: { draft: Schemas['GetDraftView'] }) {
  const path = { campaignId: draft.id }
  const launch = useQuery({
    queryKey: ['campaigns', draft.id, 'launch'],
    queryFn: () => take(api.GET('/api/v1/campaigns/{campaignId}/launch', { params: { path } })),
    enabled: draft.status !== 'draft',
    refetchInterval: (query) => (query.state.data?.status === 'running' ? glance : false),
  })
  const status = launch.data?.status
  // From here on the campaign is one that runs: lists and its own page have to know.
  useEffect(() => {
    if (status === 'done') void queries.invalidateQueries({ queryKey: ['campaigns'] })
  }, [status])

  if (draft.status === 'draft') return <Preview draft={draft} />
  return <Answer of={launch}>{(found) => <Going draft={draft} launch={found} />}</Answer>
}

function Preview({ draft }: { draft: Schemas['GetDraftView'] }) {
  const { t, i18n } = useTranslation('office')
  const words = useWords()
  const path = { campaignId: draft.id }
  const preview = useQuery({
    queryKey: ['campaigns', draft.id, 'preview', draft.version],
    queryFn: () => take(api.GET('/api/v1/campaigns/{campaignId}/preview', { params: { path } })),
  })
  const findings = useQuery({
    queryKey: ['templates', draft.templateId, draft.templateVersion, 'findings'],
    queryFn: () => take(api.GET('/api/v1/templates/{templateId}/versions/{version}/findings', { params: { path: { templateId: draft.templateId, version: draft.templateVersion } } })),
  })
  const launch = useMutation({
    mutationFn: () => take(api.POST('/api/v1/campaigns/{campaignId}/launch', { params: { path, header: ifMatch(draft.version) } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['campaigns'] }),
  })

  return (
    <Answer of={preview}>
      {(found) => (
        <>
          <section className="card">
            <Typography.Title level={2} className="part">{t('launch.will', { count: found.units })}</Typography.Title>
            {found.batches.map((batch, at) => (
              <div key={batch.number} className="batch-dates">
                <h3>{inLanguage(draft.batches[at]?.title, i18n.language) ?? t('batches.number', { number: batch.number })}</h3>
                <PhaseCalendar phases={batch.phases} />
              </div>
            ))}
          </section>
          <section className="card">
            <Typography.Title level={2} className="part">{t('launch.look')}</Typography.Title>
            {found.vacancies.length === 0 && <Alert type="success" showIcon title={t('launch.nobodyMissing')} />}
            {found.vacancies.map((vacancy) => (
              <Alert
                key={vacancy.role}
                type="warning"
                showIcon
                className="vacancy"
                title={t('launch.vacant', { count: vacancy.units, role: words.say('role', vacancy.role) })}
                description={t('launch.examples', { units: vacancy.examples.join(t('launch.and')) })}
              />
            ))}
            {found.vacancies.length > 0 && <p>{t('launch.vacantThen')}</p>}
            {findings.data !== undefined && <Findings findings={findings.data} />}
          </section>
          {launch.error && <Failed error={launch.error} />}
          <Popconfirm title={t('launch.sure', { count: found.units })} description={t('launch.sureDetail')} okText={t('launch.go')} onConfirm={() => launch.mutate()}>
            <Button type="primary" size="large" loading={launch.isPending}>{t('launch.go')}</Button>
          </Popconfirm>
        </>
      )}
    </Answer>
  )
}

function Going({ draft, launch }: { draft: Schemas['GetDraftView']; launch: Schemas['LaunchView'] }) {
  const { t } = useTranslation('office')
  const { message } = App.useApp()
  const campaignId = draft.id
  const path = { campaignId }
  const again = () => queries.invalidateQueries({ queryKey: ['campaigns', campaignId] })
  const cancel = useMutation({
    mutationFn: () => take(api.DELETE('/api/v1/campaigns/{campaignId}/launch', { params: { path } })),
    onSuccess: async () => {
      message.info(t('launch.stopped'))
      await again()
    },
  })
  const resume = useMutation({
    mutationFn: () => take(api.POST('/api/v1/campaigns/{campaignId}/launch', { params: { path, header: ifMatch(draft.version) } })),
    onSuccess: again,
  })

  if (launch.status === 'done') {
    return (
      <Result
        status="success"
        title={t('launch.done', { count: launch.total })}
        extra={<LinkButton to={`/campaigns/${campaignId}`} type="primary">{t('launch.look2')}</LinkButton>}
      />
    )
  }

  const percent = launch.total === 0 ? 0 : Math.floor((100 * launch.done) / launch.total)
  const stopped = launch.status === 'cancelled'
  return (
    <section className="card" aria-live="polite">
      <Typography.Title level={2} className="part">{t(stopped ? 'launch.isStopped' : 'launch.isGoing')}</Typography.Title>
      <Progress percent={percent} status={stopped ? 'exception' : 'active'} aria-label={t('launch.progress')} />
      <p>{t('launch.of', { done: launch.done, total: launch.total })} <span className="quiet">{t('launch.unseen')}</span></p>
      {(cancel.error ?? resume.error) && <Failed error={(cancel.error ?? resume.error) as Error} />}
      <Flex gap="small">
        {stopped
          ? <Button type="primary" loading={resume.isPending} onClick={() => resume.mutate()}>{t('launch.resume')}</Button>
          : <Button danger loading={cancel.isPending} onClick={() => cancel.mutate()}>{t('launch.cancel')}</Button>}
      </Flex>
    </section>
  )
}
