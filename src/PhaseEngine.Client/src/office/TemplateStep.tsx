import { useQuery } from '@tanstack/react-query'
import { Form, Input, Radio, Select, Typography } from 'antd'
import { useTranslation } from 'react-i18next'
import { api, take } from '../api/api'
import { useDays } from '../shell/days'
import { Answer, Nothing } from '../shell/states'
import type { Named } from './Picker'
import type { Wish } from './wish'

interface StepProps {
  wish: Wish
  change: (wish: Wish) => void
}

/** Whose campaign it is, after which published template, and what it is called. What there is only one of is not asked. */
export function TemplateStep({ wish, change, offices, stored }: StepProps & { offices: Named[]; stored: boolean }) {
  const { t } = useTranslation('office')
  const days = useDays()
  const templates = useQuery({
    queryKey: ['templates', 'published'],
    queryFn: () => take(api.GET('/api/v1/templates', { params: { query: { published: true, limit: 100 } } })),
  })

  return (
    <section className="card">
      <Answer of={templates}>
        {({ items }) => {
          const versions = items.flatMap((template) => template.versions
            .filter((version) => version.status === 'published')
            .map((version) => ({ id: template.id, name: template.name, ...version })))
          const newest = versions.filter((version, at) => versions.findIndex((other) => other.id === version.id) === at)
          if (versions.length === 0) return <Nothing text={t('template.nothing')} />
          return (
            <Form layout="vertical" className="narrow">
              {offices.length > 1 && !stored && (
                <Form.Item label={t('template.unit')}>
                  <Select
                    aria-label={t('template.unit')}
                    value={wish.unit?.id ?? null}
                    options={offices.map((office) => ({ value: office.id, label: office.name }))}
                    onChange={(id) => change({ ...wish, unit: offices.find((office) => office.id === id) ?? null })}
                  />
                </Form.Item>
              )}
              <Form.Item label={t('template.which')}>
                <Radio.Group
                  className="choices"
                  value={wish.template ? `${wish.template.id}@${wish.template.version}` : null}
                  onChange={(event) => {
                    const chosen = versions.find((version) => `${version.id}@${version.version}` === event.target.value)
                    if (chosen) change({ ...wish, template: { id: chosen.id, version: chosen.version } })
                  }}
                >
                  {withChosen(newest, versions, wish).map((version) => (
                    <Radio key={`${version.id}@${version.version}`} value={`${version.id}@${version.version}`}>
                      {version.name}{' '}
                      <Typography.Text type="secondary">
                        {t('template.version', { version: version.version })}
                        {version.publishedAt && ` · ${t('template.published', { day: days.full(version.publishedAt) })}`}
                      </Typography.Text>
                    </Radio>
                  ))}
                </Radio.Group>
              </Form.Item>
              <Form.Item label={t('template.title')} extra={t('template.titleHint')}>
                <Input
                  aria-label={t('template.title')}
                  maxLength={100}
                  value={wish.title}
                  placeholder={versions.find((version) => version.id === wish.template?.id)?.name ?? ''}
                  onChange={(event) => change({ ...wish, title: event.target.value })}
                />
              </Form.Item>
            </Form>
          )
        }}
      </Answer>
    </section>
  )
}

/** The newest version of each template, and the one that is chosen already. */
function withChosen<T extends { id: string; version: number }>(newest: T[], all: T[], wish: Wish): T[] {
  const chosen = all.find((version) => version.id === wish.template?.id && version.version === wish.template.version)
  return chosen === undefined || newest.includes(chosen) ? newest : [...newest, chosen]
}
