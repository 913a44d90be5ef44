import { useMutation, useQuery } from '@tanstack/react-query'
import { Alert, App, Button, Flex, Popconfirm, Typography } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, take, type Schemas } from '../api/api'
import { queries } from '../api/queries'
import type { PartProps } from '../runs/kindParts'
import { useDays } from '../shell/days'
import { Answer, Failed, Nothing } from '../shell/states'
import { may, useMe } from '../shell/useMe'
import { OpenSurvey } from './OpenSurvey'
import { Slips } from './Slips'
import { TallyTable } from './TallyTable'
import './surveys.css'

export type SurveyView = Schemas['SurveyView']

/** A survey of satisfaction: its organiser opens it, prints the links, closes it; the unit assessed only sees what it found (S.26). */
export function Surveys({ run, requirement }: PartProps) {
  const { t } = useTranslation('surveys')
  const me = useMe().data
  if (me === undefined) return null
  if (!may(me, 'surveys.organise')) return <section className="card"><p>{t('notYours')}</p><p>{t('promise')}</p></section>
  return <Organised run={run} requirement={requirement} />
}

function Organised({ run, requirement }: PartProps) {
  const { t } = useTranslation('surveys')
  const surveys = useQuery({
    queryKey: ['runs', run.id, 'surveys', requirement.key],
    queryFn: () => take(api.GET('/api/v1/runs/{runId}/requirements/{requirement}/surveys', { params: { path: { runId: run.id, requirement: requirement.key } } })),
  })
  return (
    <Answer of={surveys}>
      {(found) => (
        <>
          {requirement.toDo !== null && !found.some((survey) => survey.status === 'open') && <OpenSurvey run={run} requirement={requirement} again={found.length > 0} />}
          {found.length === 0 && requirement.toDo === null && <section className="card"><Nothing text={t('none')} /></section>}
          {[...found].reverse().map((survey) => <OneSurvey key={survey.id} survey={survey} run={run} requirement={requirement} />)}
        </>
      )}
    </Answer>
  )
}

function OneSurvey({ survey, run, requirement }: PartProps & { survey: SurveyView }) {
  const { t } = useTranslation('surveys')
  const { message } = App.useApp()
  const days = useDays()
  const [slips, setSlips] = useState<Schemas['PrintLinksView']>()
  const open = survey.status === 'open'
  const print = useMutation({
    mutationFn: (group: number) => take(api.POST('/api/v1/surveys/{surveyId}/groups/{group}/links', { params: { path: { surveyId: survey.id, group } } })),
    onSuccess: async (made) => {
      setSlips(made)
      await queries.invalidateQueries({ queryKey: ['runs', run.id, 'surveys'] })
    },
  })
  const close = useMutation({
    mutationFn: () => take(api.POST('/api/v1/surveys/{surveyId}/closing', { params: { path: { surveyId: survey.id }, header: { 'If-Match': `"${survey.version}"` } } })),
    onSuccess: async () => {
      message.success(t('closed'))
      await queries.invalidateQueries()
    },
  })

  return (
    <section className="card">
      <Flex wrap gap="small" align="center" justify="space-between">
        <Typography.Title level={2} className="part">{t('title', { number: survey.number, from: days.day(survey.opens), to: days.day(survey.closes) })}</Typography.Title>
        <span className={`mark ${open ? 'soon' : 'good'}`}>{t(`status.${survey.status}`)}</span>
      </Flex>
      <p>{survey.answers === null ? t('tooFewToSay') : t('answers', { count: survey.answers })}</p>
      <ul className="groups">
        {survey.groups.map((group) => (
          <li key={group.number}>
            <span>{t('group', { name: group.name, asked: group.asked })}</span>
            {group.printed > 0 ? <Typography.Text type="secondary">{t('printed', { count: group.printed })}</Typography.Text>
              : open && (
                <Popconfirm title={t('printOnce')} description={t('printOnceWhy')} onConfirm={() => print.mutate(group.number)}>
                  <Button size="small" loading={print.isPending}>{t('print')}</Button>
                </Popconfirm>
              )}
          </li>
        ))}
      </ul>
      {(print.error ?? close.error) && <Failed error={(print.error ?? close.error) as Error} />}
      {survey.tally && <TallyTable tally={survey.tally} requirement={requirement} />}
      {open && (
        <Popconfirm title={t('closeSure')} description={t('closeWhy')} onConfirm={() => close.mutate()}>
          <Button loading={close.isPending}>{t('close')}</Button>
        </Popconfirm>
      )}
      {slips && <Slips slips={slips} unit={run.unit.title} title={requirement.title} closes={survey.closes} close={() => setSlips(undefined)} />}
      {open && survey.groups.every((group) => group.printed > 0) && <Alert type="info" showIcon title={t('lost')} />}
    </section>
  )
}
