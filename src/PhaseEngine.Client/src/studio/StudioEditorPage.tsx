import { ArrowLeftOutlined } from '@ant-design/icons'
import { Alert, Button, Spin, Typography } from 'antd'
import { useCallback, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import { LinkButton } from '../office/LinkButton'
import { Title } from '../shell/Title'
import type { News } from './frame/news'
import { StudioFrame } from './StudioFrame'
import './studio.css'

type Version = Extract<News, { version: number }>
type Trouble = Extract<News, { studio: 'refused' | 'unreachable' }>

/** Expert mode: the template in Elsa Studio, which saves by itself after each change. */
export function StudioEditorPage() {
  const { t } = useTranslation('studio')
  const templateId = useParams().templateId ?? ''
  const [version, setVersion] = useState<Version | null>(null)
  const [trouble, setTrouble] = useState<Trouble | null>(null)
  const [ready, setReady] = useState(false)
  const [opened, setOpened] = useState(0)

  const hear = useCallback((news: News) => {
    if (news.studio === 'ready') setReady(true)
    else if (news.studio === 'refused' || news.studio === 'unreachable') setTrouble(news)
    else {
      setVersion(news)
      setTrouble(null)
    }
  }, [])
  const again = () => {
    setTrouble(null)
    setReady(false)
    setOpened(opened + 1)
  }

  return (
    <section className="studio">
      <Title text={version?.name ?? t('editor.title')} above={<span>{t('editor.title')}</span>}>
        {version !== null && <Standing version={version} />}
        {version !== null && (
          <LinkButton to={`/templates/${templateId}/versions/${version.version}/edit`} icon={<ArrowLeftOutlined aria-hidden />}>{t('editor.back')}</LinkButton>
        )}
      </Title>
      {trouble !== null ? <Trouble of={trouble} again={again} /> : <Alert className="studio-notice" type="info" showIcon closable title={t(version?.readOnly === true ? 'editor.readOnly' : 'editor.notice')} />}
      {!ready && trouble === null && <Spin className="studio-wait" description={t('loading')}><div className="studio-wait" /></Spin>}
      <StudioFrame key={opened} show={{ template: templateId }} title={t('editor.title')} onNews={hear} />
    </section>
  )
}

function Standing({ version }: { version: Version }) {
  const { t } = useTranslation('studio')
  return (
    <Typography.Text type="secondary" className="studio-standing" role="status">
      {t(version.published ? 'editor.published' : 'editor.draft', { version: version.version })}
      {version.studio === 'saved' && ` · ${t('editor.saved')}`}
    </Typography.Text>
  )
}

function Trouble({ of, again }: { of: Trouble; again: () => void }) {
  const { t } = useTranslation('studio')
  const words = of.studio === 'refused' ? of : { title: t('unreachable.title'), detail: t('unreachable.detail') }
  return (
    <Alert
      className="studio-notice"
      type="error"
      showIcon
      title={words.title}
      description={words.detail}
      action={<Button onClick={again}>{t('again')}</Button>}
    />
  )
}
