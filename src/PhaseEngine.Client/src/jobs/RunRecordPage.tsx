import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link, useParams } from 'react-router'
import { api, take } from '../api/api'
import { Answer } from '../shell/states'
import { Title } from '../shell/Title'
import { Acts, type ActPage } from './Acts'
import { EraseRemark } from './EraseRemark'

/** Who did what when in one unit's run, from the first act on (S.47). */
export function RunRecordPage() {
  const { t } = useTranslation('jobs')
  const runId = useParams().runId ?? ''
  const run = useQuery({
    queryKey: ['runs', runId],
    queryFn: () => take(api.GET('/api/v1/runs/{runId}', { params: { path: { runId } } })),
  })
  return (
    <Answer of={run}>
      {(found) => (
        <>
          <Title text={t('acts.ofRun', { unit: found.unit.title })} above={<Link to={`/runs/${runId}`}>{found.campaign.title}</Link>} />
          <Acts of={['runs', runId]} page={(after) => pageOf(runId, after)} />
        </>
      )}
    </Answer>
  )
}

/** An act on a run may have made several things so: they are told one after the other. */
async function pageOf(runId: string, after: string | undefined): Promise<ActPage> {
  const { items, next } = await take(api.GET('/api/v1/runs/{runId}/events', { params: { path: { runId }, query: { after, limit: 50 } } }))
  return { items: items.map(({ title, sentences, erasable, ...act }) => ({
    ...act, sentence: `${title}　${sentences.join(' ')}`, more: erasable.map((remark) => <EraseRemark key={remark.id} runId={runId} remark={remark} />),
  })), next }
}
