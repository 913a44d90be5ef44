import { useInfiniteQuery } from '@tanstack/react-query'
import { Segmented } from 'antd'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, take, type Schemas } from '../api/api'
import { More } from '../shell/More'
import { Answer, Nothing } from '../shell/states'
import { Title } from '../shell/Title'
import '../desk/desk.css'
import '../runs/runs.css'
import { GiveMany } from './GiveMany'
import { Item, nameOf } from './Item'
import { Morning } from './Morning'
import './waiting.css'

export type Waiting = Schemas['ListWaitingView']

/** A superior's start page: who needs them, what of it can be given together, and what else is different (S.52). */
export function WaitingPage() {
  const { t } = useTranslation('waiting')
  const common = useTranslation().t
  const [all, setAll] = useState(false)
  const [chosen, setChosen] = useChosen()
  const waiting = useWaiting(all)
  const choose = (item: Waiting, wanted: boolean) => setChosen(wanted ? [...chosen, nameOf(item)] : chosen.filter((name) => name !== nameOf(item)))

  return (
    <>
      <Title text={t('title')}>
        <Segmented aria-label={common('choice.show')} options={[{ value: false, label: t('mine') }, { value: true, label: t('all') }]} value={all} onChange={setAll} />
      </Title>
      <Morning />
      <Answer of={waiting}>
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items)
          if (items.length === 0) return <Nothing text={t('nothing')} />
          return (
            <>
              <ol className="tasks">
                {items.map((item) => <Item key={nameOf(item)} item={item} chosen={chosen.includes(nameOf(item))} choose={(wanted) => choose(item, wanted)} />)}
              </ol>
              <More of={waiting} />
              <GiveMany items={items.filter((item) => chosen.includes(nameOf(item)))} keep={(kept) => setChosen(kept.map(nameOf))} />
            </>
          )
        }}
      </Answer>
    </>
  )
}

const remembered = 'phaseengine.chosen'

/** What is ticked stays so while one looks at what has to be looked at first. */
function useChosen() {
  const [chosen, setChosen] = useState<readonly string[]>(() => JSON.parse(sessionStorage.getItem(remembered) ?? '[]') as string[])
  useEffect(() => sessionStorage.setItem(remembered, JSON.stringify(chosen)), [chosen])
  return [chosen, setChosen] as const
}

/** What waits, what has to be answered first before the rest. */
export function useWaiting(all: boolean) {
  return useInfiniteQuery({
    queryKey: ['waiting', all],
    queryFn: ({ pageParam }) => take(api.GET('/api/v1/gates/waiting', { params: { query: { all, after: pageParam, limit: 50 } } })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  })
}
