import { useQuery } from '@tanstack/react-query'
import { Button, Drawer, Flex, Typography } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, take } from '../api/api'
import { useKind } from '../forms/useKinds'
import type { PartProps } from '../runs/kindParts'
import { recordsAs } from '../runs/roles'
import { useDays } from '../shell/days'
import { Answer } from '../shell/states'
import { EditItem } from './EditItem'
import { MoveItem, movesOf, type Move } from './MoveItem'
import type { ItemView } from './Register'

interface ItemProps extends PartProps {
  id: string
  close: () => void
}

/** One problem: how it is worked on, what became of it so far, and what can be recorded now. */
export function Item({ id, run, requirement, close }: ItemProps) {
  const { t } = useTranslation('registers')
  const item = useQuery({ queryKey: ['items', id], queryFn: () => take(api.GET('/api/v1/items/{itemId}', { params: { path: { itemId: id } } })) })
  return (
    <Drawer open onClose={close} title={t('item')} size={560} destroyOnHidden>
      <Answer of={item}>{(found) => <Found key={found.version} item={found} run={run} requirement={requirement} />}</Answer>
    </Drawer>
  )
}

function Found({ item, run, requirement }: PartProps & { item: ItemView }) {
  const { t } = useTranslation('registers')
  const days = useDays()
  const [doing, setDoing] = useState<Move | 'edit'>()
  const mine = recordsAs(run, requirement.who.role)
  const forms = useKind(requirement.kind)?.forms ?? []
  const sources = forms.find((form) => form.name === 'item')?.fields.find((field) => field.name === 'source')?.words
  const moves = movesOf(item, mine, run.myRoles)
  const facts: [string, string | null | undefined][] = [
    [t('facts.source'), sources?.find((word) => word.value === item.source)?.title],
    [t('facts.class'), item.class === 'unsorted' ? null : t(`class.${item.class as 'keep'}`)],
    [t('facts.measures'), item.measures],
    [t('facts.responsible'), item.responsible],
    [t('facts.deadline'), item.deadline === null ? null : days.full(item.deadline)],
    [t('facts.result'), item.result],
    [t('facts.explanation'), item.explanation],
    [t('facts.solvedOn'), item.solvedOn === null ? null : days.full(item.solvedOn)],
    [t('facts.watchUntil'), item.watchUntil === null ? null : days.full(item.watchUntil)],
  ]

  return (
    <>
      <p className="facts">
        <span className={`mark ${item.state === 'solved' || item.state === 'explained' ? 'good' : item.overdue ? 'bad' : 'soon'}`}>{t(`state.${item.state as 'open'}`)}</span>
        {item.overdue && <span className="mark bad">{t('overdue')}</span>}
        {item.priority === 'main' && <span className="mark soon">{t('main')}</span>}
      </p>
      <Typography.Paragraph className="item-text">{item.problem}</Typography.Paragraph>
      <dl className="said">
        {facts.filter(([, value]) => value).map(([name, value]) => <div key={name}><dt>{name}</dt><dd className="as-written">{value}</dd></div>)}
      </dl>
      <Flex wrap gap="small">
        {moves.map((move) => <Button key={move} type={move === 'solved' ? 'primary' : 'default'} onClick={() => setDoing(move)}>{t(`move.${move}`)}</Button>)}
        {mine && <Button onClick={() => setDoing('edit')}>{t('edit.open')}</Button>}
      </Flex>
      {doing === 'edit' && <EditItem item={item} done={() => setDoing(undefined)} />}
      {doing !== undefined && doing !== 'edit' && <MoveItem key={doing} item={item} move={doing} today={run.today} done={() => setDoing(undefined)} />}
      <ItemRecords id={item.id} forms={forms} />
    </>
  )
}

function ItemRecords({ id, forms }: { id: string; forms: readonly { name: string; title: string }[] }) {
  const { t } = useTranslation('registers')
  const days = useDays()
  const records = useQuery({
    queryKey: ['items', id, 'records'],
    queryFn: () => take(api.GET('/api/v1/items/{itemId}/records', { params: { path: { itemId: id } } })),
  })
  return (
    <section>
      <h3>{t('records')}</h3>
      <Answer of={records}>
        {(found) => (
          <ol className="history">
            {[...found].reverse().map((record) => (
              <li key={record.id} className={record.supersededBy === null ? '' : 'struck'}>
                <div><strong>{record.form === 'edited' ? t('edit.made') : forms.find((form) => form.name === record.form)?.title}</strong> · {days.full(record.on)}</div>
                {record.text !== null && <div className="as-written">{record.text}</div>}
                <Typography.Text type="secondary">{[record.recorder, days.moment(record.recordedAt)].filter((part) => part !== null).join(' · ')}</Typography.Text>
              </li>
            ))}
          </ol>
        )}
      </Answer>
    </section>
  )
}
