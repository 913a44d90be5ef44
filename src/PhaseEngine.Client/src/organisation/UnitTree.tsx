import { useQuery } from '@tanstack/react-query'
import { Button, Tree, type TreeDataNode } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, take, type Schemas } from '../api/api'
import { queries } from '../api/queries'
import { Answer, Failed, Nothing } from '../shell/states'
import { UnitLine } from './UnitLine'

type Page = Schemas['PageOfUnitView']

const atOnce = 100

const fetchBelow = (parent: string | undefined, after?: string) =>
  queries.query({
    queryKey: ['units', 'below', parent, after],
    queryFn: () => take(api.GET('/api/v1/units', { params: { query: { parent, after, limit: atOnce } } })),
  })

/** Fetched level by level and page by page: a hundred thousand units are never fetched at once. */
export function UnitTree() {
  const { t } = useTranslation('organisation')
  const [below, setBelow] = useState<Record<string, Page>>({})
  const [error, setError] = useState<Error | null>(null)
  const tops = useQuery({ queryKey: ['units', 'tops'], queryFn: () => fetchBelow(undefined) })

  const open = async (parent: string) => {
    if (parent in below) return
    await fetchBelow(parent).then((page) => setBelow((known) => ({ ...known, [parent]: page })), setError)
  }
  const more = async (parent: string, known: Page) => {
    await fetchBelow(parent, known.next ?? undefined).then(
      (page) => setBelow((all) => ({ ...all, [parent]: { items: [...known.items, ...page.items], next: page.next } })), setError)
  }

  const nodesOf = (page: Page, parent?: string): TreeDataNode[] => [
    ...page.items.map((unit) => ({
      key: unit.id,
      title: <UnitLine unit={unit} />,
      isLeaf: !unit.hasLower,
      ...(below[unit.id] ? { children: nodesOf(below[unit.id] as Page, unit.id) } : {}),
    })),
    ...(page.next !== null && parent !== undefined
      ? [{ key: `${parent}.more`, isLeaf: true, selectable: false, title: <Button type="link" size="small" onClick={() => void more(parent, page)}>{t('page.more')}</Button> }]
      : []),
  ]

  return (
    <Answer of={tops}>
      {(page) => page.items.length === 0 ? <Nothing text={t('page.empty')} /> : (
        <>
          {error && <Failed error={error} again={() => setError(null)} />}
          <Tree treeData={nodesOf(page)} loadData={(node) => open(String(node.key))} selectable={false} blockNode className="unit-tree" {...(page.items.length === 1 ? { defaultExpandedKeys: page.items.map((unit) => unit.id) } : {})} />
        </>
      )}
    </Answer>
  )
}
