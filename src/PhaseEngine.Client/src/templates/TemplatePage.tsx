import { Select, Skeleton } from 'antd'
import { Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate, useParams, useSearchParams } from 'react-router'
import { viewNames, views, type ViewName } from '../designer/views/all'
import { Answer } from '../shell/states'
import { Tabs } from '../shell/Tabs'
import { Title } from '../shell/Title'
import { may, useMe } from '../shell/useMe'
import { editorOf } from './addresses'
import { useTemplate, useVersion, type Template } from './queries'
import { Relations } from './Relations'
import { Versions } from './Versions'
import '../campaigns/campaigns.css'
import './templates.css'

/** One template: its versions and what became of them, and one of them looked at from several sides. */
export function TemplatePage() {
  const templateId = useParams().templateId ?? ''
  const template = useTemplate(templateId)

  return (
    <Answer of={template}>
      {(found) => <Sides template={found} />}
    </Answer>
  )
}

function Sides({ template }: { template: Template }) {
  const { t } = useTranslation('templates')
  const me = useMe().data
  const [search, setSearch] = useSearchParams()
  const mayDesign = me !== undefined && may(me, 'templates.design')
  const chosen = Number(search.get('version'))
  const version = template.versions.find((one) => one.version === chosen) ?? template.versions[0]
  const view = viewNames.find((name) => name === search.get('view'))
  if (version === undefined) return null

  const go = (changes: Record<string, string>) => {
    const next = new URLSearchParams(search)
    for (const [key, value] of Object.entries(changes)) next.set(key, value)
    setSearch(next, { replace: true })
  }
  const versions = (
    <Select
      aria-label={t('page.version')}
      value={version.version}
      options={template.versions.map((one) => ({ value: one.version, label: t(`state.${one.status}`, { version: one.version }) }))}
      onChange={(value) => go({ version: String(value) })}
      style={{ minWidth: 130 }}
    />
  )

  return (
    <>
      <Title text={template.name} above={<Link to="/templates">{t('list.title')}</Link>}>{view && versions}</Title>
      <Tabs
        activeKey={view ?? 'versions'}
        onChange={(key) => go({ view: key })}
        destroyOnHidden
        items={[
          {
            key: 'versions',
            label: t('page.versions'),
            children: (
              <>
                <Versions template={template} mayDesign={mayDesign} />
                <Relations template={template} mayDesign={mayDesign} />
              </>
            ),
          },
          ...viewNames.map((name) => ({
            key: name,
            label: t(`page.${name}`),
            children: <Side templateId={template.id} version={version.version} editable={mayDesign && version.status === 'draft'} view={name} />,
          })),
        ]}
      />
    </>
  )
}

interface SideProps {
  templateId: string
  version: number
  editable: boolean
  view: ViewName
}

/** A view of a stored version; what is chosen in it is edited in the editor. */
function Side({ templateId, version, editable, view }: SideProps) {
  const found = useVersion(templateId, version)
  const navigate = useNavigate()
  const View = views[view]
  return (
    <Answer of={found}>
      {({ definition }) => (
        <Suspense fallback={<Skeleton active paragraph={{ rows: 8 }} />}>
          <View definition={definition} select={editable ? (activityId) => void navigate(editorOf(templateId, version, activityId)) : undefined} />
        </Suspense>
      )}
    </Answer>
  )
}
