import { ArrowLeftOutlined } from '@ant-design/icons'
import { Alert, Spin } from 'antd'
import { useCallback, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import { LinkButton } from '../office/LinkButton'
import { useRun, type Run } from '../runs/useRun'
import { Answer } from '../shell/states'
import { Title } from '../shell/Title'
import type { News } from './frame/news'
import { StudioFrame } from './StudioFrame'
import './studio.css'

/** A run on the canvas of its template, with its record beside. Only to be looked at. */
export function StudioRunPage() {
  const run = useRun(useParams().runId ?? '')
  return <Answer of={run}>{(found) => <Viewer run={found} />}</Answer>
}

function Viewer({ run }: { run: Run }) {
  const { t } = useTranslation('studio')
  const [trouble, setTrouble] = useState<string | null>(null)
  const [ready, setReady] = useState(false)
  const hear = useCallback((news: News) => {
    if (news.studio === 'ready') setReady(true)
    else if (news.studio === 'refused') setTrouble(news.title)
    else if (news.studio === 'unreachable') setTrouble(t('unreachable.title'))
  }, [t])

  return (
    <section className="studio">
      <Title text={t('run.title', { unit: run.unit.title })} above={<span>{run.campaign.title}</span>}>
        <LinkButton to={`/runs/${run.id}`} icon={<ArrowLeftOutlined aria-hidden />}>{t('run.back')}</LinkButton>
      </Title>
      {trouble !== null && <Alert className="studio-notice" type="error" showIcon title={trouble} />}
      {!ready && trouble === null && <Spin className="studio-wait" description={t('loading')}><div className="studio-wait" /></Spin>}
      <StudioFrame show={{ run: run.id }} title={t('run.frame')} onNews={hear} />
    </section>
  )
}
