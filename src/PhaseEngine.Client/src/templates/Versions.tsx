import { DownloadOutlined, EditOutlined, PlusOutlined } from '@ant-design/icons'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App, Button, Flex, Typography } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate } from 'react-router'
import { api, take } from '../api/api'
import { Refusal } from '../api/refusal'
import { LinkButton } from '../office/LinkButton'
import { useDays } from '../shell/days'
import { editorOf, pageOf } from './addresses'
import { saveAsFile } from './definition'
import { Differences } from './Differences'
import { Findings } from './Findings'
import { useFindings, type Template, type Version } from './queries'
import { Refused } from './Refused'
import { usePublishing } from './usePublishing'

interface VersionsProps {
  template: Template
  mayDesign: boolean
}

/** The versions, the newest first: who made and published them, what can be done with each, what is different between two. */
export function Versions({ template, mayDesign }: VersionsProps) {
  const { t } = useTranslation('templates')
  const navigate = useNavigate()
  const queries = useQueryClient()
  const hasDraft = template.versions.some((version) => version.status === 'draft')
  const draft = useMutation({
    mutationFn: () => take(api.POST('/api/v1/templates/{templateId}/versions', { params: { path: { templateId: template.id } } })),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['templates'] })
      void navigate(pageOf(template.id))
    },
  })

  return (
    <>
      <section className="card">
        <Flex wrap gap="small" justify="space-between" align="center">
          <Typography.Title level={2} className="part">{t('page.versions')}</Typography.Title>
          {mayDesign && !hasDraft && (
            <Button icon={<PlusOutlined />} loading={draft.isPending} onClick={() => draft.mutate()}>{t('versions.draftNew')}</Button>
          )}
        </Flex>
        {draft.error && <Refused error={draft.error} />}
        <ol className="versions">
          {template.versions.map((version) => <Row key={version.version} templateId={template.id} version={version} mayDesign={mayDesign} />)}
        </ol>
      </section>
      {template.versions.length > 1 && <Differences templateId={template.id} versions={template.versions} />}
    </>
  )
}

interface RowProps {
  templateId: string
  version: Version
  mayDesign: boolean
}

function Row({ templateId, version, mayDesign }: RowProps) {
  const { t } = useTranslation('templates')
  const days = useDays()
  const isDraft = version.status === 'draft'
  const [checking, setChecking] = useState(false)
  const { ask, publish } = usePublishing(templateId, version.version)
  return (
    <li>
      <div className="version">
        <span className="marks">
          <strong>{t('versions.number', { version: version.version })}</strong>
          <span className={`mark ${isDraft ? '' : 'good'}`}>{t(`status.${version.status}`)}</span>
          {version.errors ? <span className="mark bad">{t('state.errors', { count: version.errors })}</span> : null}
        </span>
        <span className="who">
          {version.createdBy === null ? t('versions.created', { day: days.moment(version.createdAt) }) : t('versions.createdBy', { who: version.createdBy, day: days.moment(version.createdAt) })}
          {version.publishedAt !== null && (
            <> · {version.publishedBy === null ? t('versions.published', { day: days.moment(version.publishedAt) }) : t('versions.publishedBy', { who: version.publishedBy, day: days.moment(version.publishedAt) })}</>
          )}
        </span>
        <Flex wrap gap="small">
          {isDraft && mayDesign && <LinkButton to={editorOf(templateId, version.version)} icon={<EditOutlined aria-hidden />}>{t('versions.edit')}</LinkButton>}
          {isDraft && <Button onClick={() => setChecking(!checking)} aria-expanded={checking}>{t('versions.check')}</Button>}
          <Export templateId={templateId} version={version.version} />
          {isDraft && mayDesign && <Button type="primary" loading={publish.isPending} onClick={ask}>{t('versions.publish')}</Button>}
        </Flex>
      </div>
      {publish.error && <div className="refused"><Refused error={publish.error} again={publish.error instanceof Refusal && publish.error.isStale ? ask : undefined} /></div>}
      {checking && <Check templateId={templateId} version={version.version} />}
    </li>
  )
}

function Check({ templateId, version }: { templateId: string; version: number }) {
  const { t } = useTranslation('templates')
  const found = useFindings(templateId, version)
  if (found.error) return <Refused error={found.error} again={found.refetch} />
  if (!found.data) return null
  if (found.data.length === 0) return <p className="fine"><span className="mark good">{t('versions.fine')}</span></p>
  return <Findings findings={found.data} link={(activityId, title) => <Link to={editorOf(templateId, version, activityId)}>{title}</Link>} />
}

/** The definition as Elsa and its Studio take it. */
function Export({ templateId, version }: { templateId: string; version: number }) {
  const { t } = useTranslation('templates')
  const { message } = App.useApp()
  const fetched = useMutation({
    mutationFn: () => take(api.GET('/api/v1/templates/{templateId}/versions/{version}', { params: { path: { templateId, version } } })),
    onSuccess: (found) => saveAsFile(found.definition, `${templateId}-v${version}.json`),
    onError: (error) => void message.error(error.message),
  })

  return <Button icon={<DownloadOutlined />} loading={fetched.isPending} onClick={() => fetched.mutate()}>{t('versions.export')}</Button>
}
