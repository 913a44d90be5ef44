import { PlusOutlined } from '@ant-design/icons'
import { Button, Flex, Input, Segmented, Typography } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { Schemas } from '../api/api'
import { useDays } from '../shell/days'
import { More } from '../shell/More'
import { Answer, Nothing } from '../shell/states'
import { Title } from '../shell/Title'
import { may, useMe } from '../shell/useMe'
import { NewTemplate } from './NewTemplate'
import { useTemplates, type TemplateFilter } from './queries'
import '../campaigns/campaigns.css'
import './templates.css'

/** What there is to launch and to work on, the newest first. */
export function TemplatesPage() {
  const { t } = useTranslation('templates')
  const me = useMe().data
  const [filter, setFilter] = useState<TemplateFilter>({})
  const [making, setMaking] = useState(false)
  const templates = useTemplates(filter)
  const mayDesign = me !== undefined && may(me, 'templates.design')
  const filtered = filter.search !== undefined || filter.published !== undefined

  return (
    <>
      <Title text={t('list.title')}>
        {mayDesign && <Button type="primary" icon={<PlusOutlined />} onClick={() => setMaking(true)}>{t('list.new')}</Button>}
      </Title>
      <Flex wrap gap="small" align="center" style={{ marginBottom: 12 }}>
        <Input.Search
          allowClear
          placeholder={t('list.search')}
          aria-label={t('list.search')}
          onSearch={(text) => setFilter({ ...filter, search: text.trim() || undefined })}
          style={{ width: 260 }}
        />
        <Segmented
          aria-label={t('list.state')}
          options={[{ value: 'all', label: t('list.all') }, { value: 'published', label: t('list.published') }, { value: 'drafts', label: t('list.unpublished') }]}
          value={filter.published === undefined ? 'all' : filter.published ? 'published' : 'drafts'}
          onChange={(value) => setFilter({ ...filter, published: value === 'all' ? undefined : value === 'published' })}
        />
      </Flex>
      <Answer of={templates}>
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items)
          if (items.length === 0) {
            return (
              <Nothing text={t(filtered ? 'list.nothingFound' : 'list.nothing')}>
                {mayDesign && !filtered && <Button type="primary" onClick={() => setMaking(true)}>{t('list.fromLibrary')}</Button>}
              </Nothing>
            )
          }
          return (
            <>
              <ul className="templates">{items.map((item) => <Row key={item.id} item={item} />)}</ul>
              <More of={templates} />
            </>
          )
        }}
      </Answer>
      {making && <NewTemplate close={() => setMaking(false)} />}
    </>
  )
}

function Row({ item }: { item: Schemas['ListTemplatesItem'] }) {
  const { t } = useTranslation('templates')
  const days = useDays()
  const draft = item.versions.find((version) => version.status === 'draft')
  const published = item.versions.find((version) => version.status === 'published')
  return (
    <li>
      <Link to={`/templates/${encodeURIComponent(item.id)}`}>
        <strong>{item.name}</strong>
        <span className="marks">
          {published && <span className="mark good">{t('state.published', { version: published.version })}</span>}
          {draft && <span className="mark">{t('state.draft', { version: draft.version })}</span>}
          {draft?.errors ? <span className="mark bad">{t('state.errors', { count: draft.errors })}</span> : null}
        </span>
        <Typography.Text type="secondary" className="when">
          {published?.publishedAt ? t('list.publishedAt', { day: days.moment(published.publishedAt) }) : t('list.createdAt', { day: days.moment(item.createdAt) })}
        </Typography.Text>
      </Link>
    </li>
  )
}
