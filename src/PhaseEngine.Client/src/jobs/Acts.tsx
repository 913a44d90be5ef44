import { useInfiniteQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Schemas } from '../api/api'
import { useDays } from '../shell/days'
import { More } from '../shell/More'
import { Answer, Nothing } from '../shell/states'
import { EraseRemark } from './EraseRemark'
import './jobs.css'

/** An act as it is told; some have more to be done about. */
export type Act = Omit<Schemas['ActView'], 'erasable'> & { more?: ReactNode }

export interface ActPage {
  items: Act[]
  next: string | null
}

interface ActsProps {
  of: readonly string[]
  page: (after: string | undefined) => Promise<ActPage>
}

/** Who did what when, the latest first. Each act is chained to the one before; its hash is shown to whoever compares. */
export function Acts({ of, page }: ActsProps) {
  const { t } = useTranslation('jobs')
  const days = useDays()
  const acts = useInfiniteQuery({
    queryKey: [...of, 'events'],
    queryFn: ({ pageParam }) => page(pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (found) => found.next ?? undefined,
  })

  return (
    <section className="card">
      <Answer of={acts}>
        {({ pages }) => {
          const found = pages.flatMap((one) => one.items)
          if (found.length === 0) return <Nothing text={t('acts.nothing')} />
          return (
            <ol className="acts">
              {found.map((act) => (
                <li key={act.seq}>
                  <span className="moment">{days.moment(act.at)}</span>
                  <span className="who">{act.name}</span>
                  <span className="said">{act.sentence} {act.more}</span>
                  <code title={t('acts.hash', { seq: act.seq, hash: act.hash })}>{act.hash.slice(0, 8)}</code>
                </li>
              ))}
            </ol>
          )
        }}
      </Answer>
      <More of={acts} />
    </section>
  )
}

/** A page of a record whose words are erased by way of a run they are said of: a unit's, a campaign's. */
export const withErasing = ({ items, next }: Schemas['PageOfActView']): ActPage => ({
  items: items.map(({ erasable, ...act }) => ({ ...act, more: erasable.map((remark) => <EraseRemark key={remark.id} runId={remark.runId} remark={remark} />) })),
  next,
})
