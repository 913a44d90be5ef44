import { PlusOutlined } from '@ant-design/icons'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Button, Drawer, Flex, Segmented, Typography } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, take, type Schemas } from '../api/api'
import { RecordForm } from '../forms/RecordForm'
import { useKind } from '../forms/useKinds'
import type { PartProps } from '../runs/kindParts'
import { More } from '../shell/More'
import { Answer, Nothing } from '../shell/states'
import { Board } from './Board'
import { Item } from './Item'
import '../forms/forms.css'
import './registers.css'

export type ItemView = Schemas['ItemView']

type Show = 'unsettled' | 'settled'

/** The register of problems: sorted into the four classes, the overdue first (S.24, S.25). */
export function Register({ run, requirement }: PartProps) {
  const { t } = useTranslation('registers')
  const common = useTranslation().t
  const [show, setShow] = useState<Show>('unsettled')
  const [form, setForm] = useState<'item' | 'close'>()
  const [opened, setOpened] = useState<string>()
  const forms = useKind(requirement.kind)?.forms
  const wanted = forms?.find((one) => one.name === form)
  const items = useInfiniteQuery({
    queryKey: ['runs', run.id, 'items', requirement.key, show],
    queryFn: ({ pageParam }) => take(api.GET('/api/v1/runs/{runId}/registers/{requirement}/items', {
      params: { path: { runId: run.id, requirement: requirement.key }, query: { unsettled: show === 'unsettled', after: pageParam, limit: 100 } },
    })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  })

  return (
    <>
      <section className="register">
        <Flex wrap gap="small" align="center" justify="space-between" className="register-head">
          <Segmented<Show> aria-label={common('choice.show')} value={show} onChange={setShow} options={[{ value: 'unsettled', label: t('unsettled') }, { value: 'settled', label: t('settled') }]} />
          <Flex wrap gap="small">
            {requirement.forms.includes('close') && <Button onClick={() => setForm('close')}>{t('close')}</Button>}
            {requirement.forms.includes('item') && <Button type="primary" icon={<PlusOutlined />} onClick={() => setForm('item')}>{t('enter')}</Button>}
          </Flex>
        </Flex>
        <Answer of={items}>
          {({ pages }) => {
            const all = pages.flatMap((page) => page.items)
            return all.length === 0
              ? <div className="card"><Nothing text={t(show === 'unsettled' ? 'nothingOpen' : 'nothingSettled')} /></div>
              : <Board items={all} show={show} open={setOpened} />
          }}
        </Answer>
        <More of={items} />
      </section>
      {wanted && (
        <Drawer open onClose={() => setForm(undefined)} title={wanted.title} size={560} destroyOnHidden>
          {wanted.name === 'close' && <Typography.Paragraph type="secondary">{t('closeHint')}</Typography.Paragraph>}
          <RecordForm run={run} requirement={requirement} form={wanted} done={() => setForm(undefined)} />
        </Drawer>
      )}
      {opened !== undefined && <Item id={opened} run={run} requirement={requirement} close={() => setOpened(undefined)} />}
    </>
  )
}
