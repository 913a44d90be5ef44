import { useMutation } from '@tanstack/react-query'
import { Alert, App, Button, Flex, Popconfirm } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { api, take } from '../api/api'
import { queries } from '../api/queries'
import { Refusal } from '../api/refusal'
import { Failed } from '../shell/states'
import { nameOf } from './Item'
import type { Waiting } from './WaitingPage'

interface GiveManyProps {
  items: readonly Waiting[]
  keep: (items: readonly Waiting[]) => void
}

const decisionsOf = (items: readonly Waiting[]) => items.map(({ runId, key, asking }) => ({ runId, key, asking }))

/** Several gates given in one act: first a few of them, which chance picks, are opened; then it is said once more, and done. */
export function GiveMany({ items, keep }: GiveManyProps) {
  const { t } = useTranslation('waiting')
  const { message } = App.useApp()
  const [sure, setSure] = useState(false)
  const leaveOut = (error: Error) => {
    if (codeOf(error) === 'decisions-not-alike') keep(items.filter((item) => !runsOf(error).includes(item.runId)))
  }
  const draw = useMutation({
    mutationFn: (chosen: readonly Waiting[]) => take(api.POST('/api/v1/gates/decisions/sample', { body: { decisions: decisionsOf(chosen) } })),
    onSuccess: ({ notOpened }) => setSure(notOpened.length === 0),
    onError: leaveOut,
  })
  const give = useMutation({
    mutationFn: () => take(api.POST('/api/v1/gates/decisions', { body: { decisions: decisionsOf(items), reason: null } })),
    onMutate: () => setSure(false),
    onSuccess: async ({ given }) => {
      message.success(t('many.done', { count: given }))
      keep([])
      await queries.invalidateQueries()
    },
    onError: leaveOut,
  })
  const error = give.error ?? draw.error
  if (items.length === 0 && error === null) return null

  // What was picked of another choice is picked no more.
  const drawn = draw.variables?.map(nameOf).join() === items.map(nameOf).join() ? (draw.data?.notOpened ?? []) : []
  const clear = () => {
    give.reset()
    draw.reset()
    keep([])
  }
  return (
    <section className="many card" aria-live="polite">
      <Refused error={error} />
      <Sample items={items.filter((item) => drawn.includes(item.runId))} />
      <Flex wrap gap="small" align="center">
        <strong>{t('many.chosen', { count: items.length })}</strong>
        <Popconfirm open={sure} title={t('many.confirm', { count: items.length })} description={t('many.recorded', { count: items.length })} onConfirm={() => give.mutate()} onCancel={() => setSure(false)} onOpenChange={(open) => { if (!open) setSure(false) }}>
          <Button type="primary" loading={give.isPending || draw.isPending} disabled={items.length === 0} onClick={() => draw.mutate(items)}>{t('many.give')}</Button>
        </Popconfirm>
        <Button type="text" onClick={clear}>{t('many.clear')}</Button>
      </Flex>
      <p className="many-hint">{t('many.plainOnly')}</p>
    </section>
  )
}

const codeOf = (error: Error | null) => (error instanceof Refusal ? error.code : undefined)
const runsOf = (error: Error | null) => (error instanceof Refusal ? ((error.facts['runs'] as string[] | undefined) ?? []) : [])

/** What does not belong here is said; anything else as it came. */
function Refused({ error }: { error: Error | null }) {
  const { t } = useTranslation('waiting')
  if (error === null) return null
  if (codeOf(error) === 'decisions-not-alike') return <Alert type="warning" showIcon title={t('many.unlike', { count: runsOf(error).length })} />
  return <Failed error={error} />
}

/** What has to be opened first. */
function Sample({ items }: { items: readonly Waiting[] }) {
  const { t } = useTranslation('waiting')
  if (items.length === 0) return null

  return (
    <Alert
      type="info"
      showIcon
      title={t('many.sample', { count: items.length })}
      description={(
        <>
          <ul className="sample">
            {items.map((item) => <li key={item.runId}><Link to={`/waiting/${item.runId}/${item.key}`} target="_blank">{item.unit}</Link></li>)}
          </ul>
          {t('many.then')}
        </>
      )}
    />
  )
}
