import { useQuery } from '@tanstack/react-query'
import { Flex, Select, Typography } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, take, type Schemas } from '../api/api'
import { Answer, Nothing } from '../shell/states'
import { byActivity } from './changes'
import { fresh, type Version } from './queries'

interface DifferencesProps {
  templateId: string
  versions: readonly Version[]
}

/** What is different between any two versions, in sentences, together by what they concern. */
export function Differences({ templateId, versions }: DifferencesProps) {
  const { t } = useTranslation('templates')
  const numbers = versions.map((version) => version.version)
  const [chosen, setChosen] = useState<{ from: number; to: number }>()
  const { from, to } = chosen ?? { from: numbers[1] ?? 1, to: numbers[0] ?? 1 }
  const differences = useQuery({
    queryKey: ['templates', templateId, 'differences', from, to],
    queryFn: () => take(api.GET('/api/v1/templates/{templateId}/versions/{version}/differences', { params: { path: { templateId, version: to }, query: { from } } })),
    ...fresh,
  })
  const options = versions.map((version) => ({ value: version.version, label: t(`state.${version.status}`, { version: version.version }) }))

  return (
    <section className="card">
      <Typography.Title level={2} className="part">{t('differences.title')}</Typography.Title>
      <Flex wrap gap="small" align="center">
        <Select aria-label={t('differences.from')} value={from} options={options} onChange={(value) => setChosen({ from: value, to })} style={{ minWidth: 130 }} />
        <span aria-hidden>→</span>
        <Select aria-label={t('differences.to')} value={to} options={options} onChange={(value) => setChosen({ from, to: value })} style={{ minWidth: 130 }} />
      </Flex>
      <Answer of={differences}>
        {({ changes }) => (changes.length === 0 ? <Nothing text={t('differences.none')} /> : <Changes changes={changes} />)}
      </Answer>
    </section>
  )
}

export function Changes({ changes }: { changes: readonly Schemas['ChangeView'][] }) {
  const { t } = useTranslation('templates')
  return (
    <dl className="changes">
      {byActivity(changes).map((group) => (
        <div key={group.key} className={group.kind}>
          <dt>
            {group.title || t('differences.template')}
            {group.kind !== 'changed' && <span className={`mark ${group.kind === 'added' ? 'good' : 'soon'}`}>{t(`differences.${group.kind}`)}</span>}
          </dt>
          {group.kind === 'changed' && group.sentences.map((sentence) => <dd key={sentence}>{sentence}</dd>)}
        </div>
      ))}
    </dl>
  )
}
