import { InboxOutlined } from '@ant-design/icons'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Alert, Button, Checkbox, Flex, Form, Progress, Segmented, Upload } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { api, take, type Schemas } from '../api/api'
import { queries } from '../api/queries'
import { newId } from '../api/sendOnce'
import { Picker, type Named } from '../office/Picker'
import { Answer, Failed, Nothing } from '../shell/states'
import { Title } from '../shell/Title'
import { may, useMe, type Me } from '../shell/useMe'
import { Findings } from './Findings'
import { markedList, sendList, type ListWish } from './lists'
import '../office/office.css'
import './organisation.css'

const glance = 700

/** Units and members from the lists people have: looked at first, with everything that is wrong, then taken over (S.7). */
export function ImportPage() {
  const me = useMe()
  const { t } = useTranslation('organisation')
  return <Answer of={me}>{(found) => (may(found, 'lists.import') ? <Import me={found} /> : <><Title text={t('import.title')} /><Nothing text={t('import.notYours')} /></>)}</Answer>
}

/** Where new units hang that name no unit above: the one the reader looks after. */
function placeOf(me: Me): Named | null {
  const post = me.posts.find((one) => one.acts.includes('lists.import'))
  return post?.unitId ? { id: post.unitId, name: post.unitName ?? '' } : null
}

function Import({ me }: { me: Me }) {
  const { t } = useTranslation('organisation')
  const common = useTranslation().t
  const [wish, setWish] = useState<ListWish>({ list: 'units', file: null, strict: false, under: placeOf(me) })
  const [name] = useState(newId)
  const preview = useMutation({ mutationFn: (wanted: ListWish) => sendList('/api/v1/organisation/import-previews', wanted) })
  const takeOver = useMutation({
    mutationFn: () => sendList('/api/v1/organisation/imports', wish, name),
    onSuccess: () => queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'me' }),
  })
  const marked = useMutation({ mutationFn: () => markedList(wish) })
  const change = (part: Partial<ListWish>) => {
    const next = { ...wish, ...part }
    setWish(next)
    takeOver.reset()
    preview.reset()
    if (next.file !== null) preview.mutate(next)
  }
  const report = takeOver.data ?? preview.data

  return (
    <>
      <Title text={t('import.title')} above={<Link to="/organisation">{t('page.title')}</Link>} />
      <section className="card">
        <Flex wrap gap="middle" align="center" className="import-options">
          <Segmented aria-label={common('choice.show')} value={wish.list} onChange={(list) => change({ list, file: null })} options={(['units', 'members'] as const).map((value) => ({ value, label: t(`lists.${value}`) }))} />
          <a href={`/api/v1/organisation/blank-lists/${wish.list}?format=xlsx`}>{t('import.blank')}</a>
          <Checkbox checked={wish.strict} onChange={(event) => change({ strict: event.target.checked })}>{t('import.strict')}</Checkbox>
        </Flex>
        {wish.list === 'units' && (
          <Form layout="vertical" className="narrow">
            <Form.Item label={t('import.under')} extra={t('import.underHint')}><Picker of="unit" label={t('import.under')} value={wish.under} onChange={(under) => change({ under })} /></Form.Item>
          </Form>
        )}
        <Upload.Dragger
          accept=".xlsx,.csv,.txt"
          maxCount={1}
          fileList={wish.file ? [{ uid: '1', name: wish.file.name }] : []}
          beforeUpload={(file) => {
            change({ file })
            return false
          }}
          onRemove={() => change({ file: null })}
        >
          <InboxOutlined style={{ fontSize: 32 }} aria-hidden />
          <p>{t('import.drop')}</p>
          <p className="quiet">{t('import.formats')}</p>
        </Upload.Dragger>
        {preview.isPending && <Progress percent={100} status="active" showInfo={false} aria-label={t('import.reading')} />}
        {preview.error && <Failed error={preview.error} again={() => preview.mutate(wish)} />}
      </section>
      {report && (
        <section className="card">
          <Sums report={report} taken={takeOver.data !== undefined} />
          {takeOver.isPending && <Going name={name} />}
          {takeOver.error && <Failed error={takeOver.error} />}
          {marked.error && <Failed error={marked.error} />}
          <Flex wrap gap="small">
            {takeOver.data === undefined && (
              <Button type="primary" disabled={!report.accepted || report.new + report.changed === 0} loading={takeOver.isPending} onClick={() => takeOver.mutate()}>
                {t('import.take', { count: report.new + report.changed })}
              </Button>
            )}
            {report.findings.length > 0 && takeOver.data === undefined && <Button loading={marked.isPending} onClick={() => marked.mutate()}>{t('import.marked')}</Button>}
          </Flex>
          <Findings findings={report.findings} />
        </section>
      )}
    </>
  )
}

function Sums({ report, taken }: { report: Schemas['ReportView']; taken: boolean }) {
  const { t } = useTranslation('organisation')
  const sums = [['new', report.new], ['changed', report.changed], ['unchanged', report.unchanged], ['refused', report.refused], ['newHosts', report.newHosts]] as const
  const type = taken ? 'success' : report.accepted ? (report.refused > 0 ? 'warning' : 'info') : 'error'
  return (
    <>
      <Alert type={type} showIcon title={t(taken ? 'import.taken' : report.accepted ? (report.refused > 0 ? 'import.someGood' : 'import.allGood') : 'import.nothing')} />
      <dl className="figures import-sums">
        <div><dt>{t('import.rows')}</dt><dd>{report.rows}</dd></div>
        {sums.map(([name, count]) => <div key={name}><dt>{t(`import.sum.${name}`)}</dt><dd><span className={name === 'refused' && count > 0 ? 'mark bad' : ''}>{count}</span></dd></div>)}
      </dl>
    </>
  )
}

/** How far the import has come, while it works. */
function Going({ name }: { name: string }) {
  const { t } = useTranslation('organisation')
  const progress = useQuery({
    queryKey: ['imports', name],
    queryFn: () => take(api.GET('/api/v1/organisation/imports/{import}', { params: { path: { import: name } } })),
    refetchInterval: glance,
    retry: false,
  })
  const { done, of } = progress.data ?? { done: 0, of: 0 }
  return <Progress percent={of === 0 ? 0 : Math.floor((100 * done) / of)} status="active" aria-label={t('import.going')} />
}
