import { useMutation } from '@tanstack/react-query'
import { Alert, App, Button, Flex, Popconfirm } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { api, take } from '../api/api'
import { queries } from '../api/queries'
import { Refusal } from '../api/refusal'
import { Failed } from '../shell/states'
import type { Waiting } from './WaitingPage'

interface GiveManyProps {
  items: readonly Waiting[]
  keep: (items: readonly Waiting[]) => void
}

/** Several gates given in one act, after a few of them, which chance picks, were opened. */
export function GiveMany({ items, keep }: GiveManyProps) {
  const { t } = useTranslation('waiting')
  const { message } = App.useApp()
  const give = useMutation({
    mutationFn: () => take(api.POST('/api/v1/gates/decisions', { body: { decisions: items.map(({ runId, key, asking }) => ({ runId, key, asking })), reason: null } })),
    onSuccess: async ({ given }) => {
      message.success(t('many.done', { count: given }))
      keep([])
      await queries.invalidateQueries()
    },
    onError: (error) => {
      if (codeOf(error) === 'decisions-not-alike') keep(items.filter((item) => !runsOf(error).includes(item.runId)))
    },
  })
  if (items.length === 0 && give.error === null) return null

  return (
    <section className="many card" aria-live="polite">
      <Refused error={give.error} items={items} />
      <Flex wrap gap="small" align="center">
        <strong>{t('many.chosen', { count: items.length })}</strong>
        <Popconfirm title={t('many.confirm', { count: items.length })} description={t('many.recorded', { count: items.length })} onConfirm={() => give.mutate()} disabled={items.length === 0}>
          <Button type="primary" loading={give.isPending} disabled={items.length === 0}>{t('many.give')}</Button>
        </Popconfirm>
        <Button type="text" onClick={() => { give.reset(); keep([]) }}>{t('many.clear')}</Button>
      </Flex>
      <p className="many-hint">{t('many.plainOnly')}</p>
    </section>
  )
}

const codeOf = (error: Error | null) => (error instanceof Refusal ? error.code : undefined)
const runsOf = (error: Error | null) => (error instanceof Refusal ? ((error.facts['runs'] as string[] | undefined) ?? []) : [])

/** What has to be opened first is a link; what does not belong here is said; anything else as it came. */
function Refused({ error, items }: { error: Error | null; items: readonly Waiting[] }) {
  const { t } = useTranslation('waiting')
  if (error === null) return null

  const runs = runsOf(error)
  if (codeOf(error) === 'decisions-not-alike') return <Alert type="warning" showIcon title={t('many.unlike', { count: runs.length })} />
  if (codeOf(error) !== 'decisions-sample-not-opened') return <Failed error={error} />

  return (
    <Alert
      type="info"
      showIcon
      title={t('many.sample', { count: runs.length })}
      description={(
        <ul className="sample">
          {items.filter((item) => runs.includes(item.runId)).map((item) => <li key={item.runId}><Link to={`/waiting/${item.runId}/${item.key}`} target="_blank">{item.unit}</Link></li>)}
        </ul>
      )}
    />
  )
}
