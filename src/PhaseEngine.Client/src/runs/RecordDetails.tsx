import { DownloadOutlined, PaperClipOutlined } from '@ant-design/icons'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Alert, Button, Drawer, Flex, Typography, Upload } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, take, type Schemas } from '../api/api'
import { queries } from '../api/queries'
import { addAttachment } from '../forms/acts'
import type { Values } from '../forms/document'
import { RecordForm } from '../forms/RecordForm'
import { useKind, type Field, type RecordForm as FormOf } from '../forms/useKinds'
import { useDays } from '../shell/days'
import { Answer, Failed } from '../shell/states'
import { Correct } from './Correct'
import { recordsAs } from './roles'
import type { Requirement, Run } from './useRun'

interface RecordDetailsProps {
  run: Run
  requirement: Requirement
  id: string
}

export type RecordView = Schemas['GetEvidenceView']

/** What a record says, its files, and putting it right. */
export function RecordDetails({ run, requirement, id }: RecordDetailsProps) {
  const record = useQuery({
    queryKey: ['evidence', id],
    queryFn: () => take(api.GET('/api/v1/evidence/{evidenceId}', { params: { path: { evidenceId: id } } })),
  })
  return <Answer of={record}>{(found) => <Details run={run} requirement={requirement} record={found} />}</Answer>
}

function Details({ run, requirement, record }: { run: Run; requirement: Requirement; record: RecordView }) {
  const { t } = useTranslation('runs')
  const [correcting, setCorrecting] = useState(false)
  const [later, setLater] = useState<FormOf>()
  const forms = useKind(requirement.kind)?.forms ?? []
  const form = forms.find((one) => one.name === record.form)
  // What says more about it: the minutes of a meeting, who was informed.
  const more = forms.filter((one) => one.fields.some((field) => field.type === 'item' && field.name === record.form))
  const document = record.document as Values | null
  const mine = form !== undefined && !form.by.includes('system') && (recordsAs(run, requirement.who.role) || requirement.forms.includes(form.name))
  const standing = record.supersededBy === null && record.erased === null

  return (
    <div className="record-details">
      {record.reason !== null && <Alert type="warning" title={t('record.because', { reason: record.reason })} />}
      {record.erased !== null && <Alert type="info" title={t('record.erased', { reason: record.erased.reason ?? '' })} />}
      {document !== null && form !== undefined && <Said fields={form.fields} document={document} names={record.names} />}
      {record.serves.length > 1 && <Typography.Text type="secondary">{t('record.serves', { count: record.serves.length })}</Typography.Text>}
      {record.byClerk && <Typography.Text type="secondary">{t('record.byClerk')}</Typography.Text>}
      <Files record={record} mayAdd={mine && standing} />
      {mine && standing && (
        <Flex wrap gap="small">
          {more.map((one) => <Button key={one.name} size="small" onClick={() => setLater(one)}>{one.title}</Button>)}
          <Button size="small" onClick={() => setCorrecting(true)}>{t('correct.open')}</Button>
        </Flex>
      )}
      {later && (
        <Drawer open onClose={() => setLater(undefined)} title={later.title} size={480} destroyOnHidden>
          <RecordForm run={run} requirement={requirement} form={later} fixed={{ [record.form]: record.id }} done={() => setLater(undefined)} />
        </Drawer>
      )}
      {correcting && form !== undefined && <Correct run={run} requirement={requirement} record={record} form={form} close={() => setCorrecting(false)} />}
    </div>
  )
}

/** The fields that were filled in, as people read them. */
function Said({ fields, document, names }: { fields: readonly Field[]; document: Values; names: RecordView['names'] }) {
  const { t } = useTranslation('runs')
  const days = useDays()
  // Who may not see the unit's members is told how many they are.
  const nameOf = (id: string): string | undefined => names[id]

  const said = (field: Field, value: unknown): string => {
    if (field.type === 'date') return days.full(value as string)
    if (field.type === 'bool') return t(value === true ? 'record.yes' : 'record.no')
    if (field.type === 'word') return field.words?.find((word) => word.value === value)?.title ?? String(value)
    if (field.type === 'member') return nameOf(value as string) ?? t('record.somebody')
    if (field.type === 'members') return people(value as string[])
    return String(value)
  }
  const people = (ids: string[]) => {
    const known = ids.map(nameOf).filter((name) => name !== undefined)
    return known.length < ids.length ? t('record.people', { count: ids.length }) : t('record.peopleNamed', { count: ids.length, names: known.join('、') })
  }

  return (
    <dl className="said">
      {fields.filter((field) => field.type !== 'item' && hasContent(document[field.name])).map((field) => (
        <div key={field.name}>
          <dt>{field.title}</dt>
          <dd>
            {field.type === 'rows'
              ? (
                  <ul>
                    {(document[field.name] as Values[]).map((row, place) => (
                      <li key={place}>{field.rows?.filter((inner) => inner.type !== 'item' && hasContent(row[inner.name])).map((inner) => said(inner, row[inner.name])).join(' · ')}</li>
                    ))}
                  </ul>
                )
              : <span className="as-written">{said(field, document[field.name])}</span>}
          </dd>
        </div>
      ))}
    </dl>
  )
}

const hasContent = (value: unknown) => value !== undefined && value !== null && value !== '' && !(Array.isArray(value) && value.length === 0)

function Files({ record, mayAdd }: { record: RecordView; mayAdd: boolean }) {
  const { t } = useTranslation('runs')
  const add = useMutation({
    mutationFn: (file: File) => addAttachment(record.id, file),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['evidence', record.id] }),
  })

  return (
    <>
      {record.attachments.length > 0 && (
        <ul className="files">
          {record.attachments.map((file) => (
            <li key={file.id}>
              {file.erased ? <Typography.Text type="secondary">{t('record.fileErased')}</Typography.Text>
                : <a href={`/api/v1/attachments/${file.id}`} download={file.name}><DownloadOutlined aria-hidden /> {file.name}</a>}
              <Typography.Text type="secondary">{sizeOf(file.size)}</Typography.Text>
            </li>
          ))}
        </ul>
      )}
      {add.error && <Failed error={add.error} />}
      {mayAdd && (
        <Flex>
          <Upload showUploadList={false} beforeUpload={(file) => { add.mutate(file); return false }}>
            <Button size="small" icon={<PaperClipOutlined />} loading={add.isPending}>{t('record.addFile')}</Button>
          </Upload>
        </Flex>
      )}
    </>
  )
}

const kilo = 1024
const sizeOf = (bytes: number) => (bytes < kilo * kilo ? `${Math.max(1, Math.round(bytes / kilo))} KB` : `${(bytes / kilo / kilo).toFixed(1)} MB`)
