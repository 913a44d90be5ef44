import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Alert, Button, Flex, Typography } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { api, take } from '../api/api'
import { More } from '../shell/More'
import { Answer } from '../shell/states'
import { pageOf } from './addresses'
import { Changes } from './Differences'
import { Findings } from './Findings'
import { NewTemplate } from './NewTemplate'
import { fresh, type Template } from './queries'

interface RelationsProps {
  template: Template
  mayDesign: boolean
}

/** What the template lies on, what lower offices laid on it (B.1), and the campaigns that run on it. */
export function Relations({ template, mayDesign }: RelationsProps) {
  const newest = template.versions[0]
  return (
    <>
      {newest?.extends != null && <Base template={template} version={newest.version} extending={newest.extends} />}
      <Overlays template={template} mayDesign={mayDesign} />
      <Campaigns template={template} />
    </>
  )
}

/** Of an overlay: its base, and what it adds or tightens there, as units will meet it. */
function Base({ template, version, extending }: { template: Template; version: number; extending: string }) {
  const { t } = useTranslation('templates')
  const whole = useQuery({
    queryKey: ['templates', template.id, 'whole', version],
    queryFn: () => take(api.GET('/api/v1/templates/{templateId}/versions/{version}/whole', { params: { path: { templateId: template.id, version } } })),
    ...fresh,
  })
  const [id, number] = [extending.slice(0, extending.lastIndexOf('@')), extending.slice(extending.lastIndexOf('@') + 1)]

  return (
    <section className="card">
      <Typography.Title level={2} className="part">{t('relations.base')}</Typography.Title>
      <p><Link to={`${pageOf(id)}?version=${number}`}>{t('relations.baseOf', { template: id, version: number })}</Link></p>
      <Answer of={whole}>
        {({ definition, additions, findings }) => {
          if (definition === null) return <Alert type="error" showIcon title={t('relations.noWhole')} description={<Findings findings={findings} />} />
          return additions.length === 0 ? <p>{t('relations.noAdditions')}</p> : <Changes changes={additions} />
        }}
      </Answer>
    </section>
  )
}

function Overlays({ template, mayDesign }: RelationsProps) {
  const { t } = useTranslation('templates')
  const [making, setMaking] = useState(false)
  const published = template.versions.find((version) => version.status === 'published')
  if (template.extendedBy.length === 0 && (published === undefined || !mayDesign)) return null

  return (
    <section className="card">
      <Flex wrap gap="small" justify="space-between" align="center">
        <Typography.Title level={2} className="part">{t('relations.overlays')}</Typography.Title>
        {mayDesign && published && <Button onClick={() => setMaking(true)}>{t('relations.newOverlay')}</Button>}
      </Flex>
      {template.extendedBy.length === 0
        ? <p className="quiet">{t('relations.noOverlays')}</p>
        : <ul className="plain">{template.extendedBy.map((overlay) => <li key={overlay.templateId}><Link to={pageOf(overlay.templateId)}>{overlay.name}</Link></li>)}</ul>}
      {making && published && <NewTemplate extending={{ base: `${template.id}@${published.version}`, name: template.name }} close={() => setMaking(false)} />}
    </section>
  )
}

function Campaigns({ template }: { template: Template }) {
  const { t } = useTranslation('templates')
  const { t: shared } = useTranslation()
  const campaigns = useInfiniteQuery({
    queryKey: ['campaigns', 'of-template', template.id],
    queryFn: ({ pageParam }) => take(api.GET('/api/v1/campaigns', { params: { query: { template: template.id, after: pageParam } } })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  })

  return (
    <section className="card">
      <Typography.Title level={2} className="part">{t('relations.campaigns')}</Typography.Title>
      <Answer of={campaigns}>
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items)
          if (items.length === 0) return <p className="quiet">{t('relations.noCampaigns')}</p>
          return (
            <>
              <ul className="plain">
                {items.map((campaign) => (
                  <li key={campaign.id}>
                    <Link to={`/campaigns/${campaign.id}`}>{campaign.title}</Link>
                    <span className="mark">{shared(`campaigns.status.${campaign.status}`)}</span>
                    <span className="quiet">{t('versions.number', { version: campaign.templateVersion })}</span>
                  </li>
                ))}
              </ul>
              <More of={campaigns} />
            </>
          )
        }}
      </Answer>
    </section>
  )
}
