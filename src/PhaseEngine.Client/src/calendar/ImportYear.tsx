import { InboxOutlined } from '@ant-design/icons'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Alert, App, Modal, Typography, Upload } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, take, type Schemas } from '../api/api'
import { Refusal } from '../api/refusal'
import { Scroll } from '../designer/views/Scroll'
import { useDays } from '../shell/days'
import { Failed } from '../shell/states'

interface ImportYearProps {
  close: () => void
  done: (year: number) => void
}

type Calendar = Record<string, unknown>

/** The notice of a year as a file: first what would move by it, then, seen and confirmed, the import. */
export function ImportYear({ close, done }: ImportYearProps) {
  const { t } = useTranslation('calendar')
  const { message } = App.useApp()
  const queries = useQueryClient()
  const [file, setFile] = useState<{ name: string; calendar: Calendar | undefined }>()
  const preview = useMutation({ mutationFn: (calendar: Calendar) => take(api.POST('/api/v1/calendar/import-previews', { body: { calendar } })) })
  const takeOver = useMutation({
    mutationFn: (calendar: Calendar) => take(api.POST('/api/v1/calendar/imports', { body: { calendar } })),
    onSuccess: async (view) => {
      void message.success(t('import.done', { years: view.years.join('、') }))
      await queries.invalidateQueries({ queryKey: ['calendar'] })
      done(view.years[0] ?? new Date().getFullYear())
      close()
    },
  })

  const read = async (chosen: File) => {
    const calendar = parse(await chosen.text())
    setFile({ name: chosen.name, calendar })
    preview.reset()
    takeOver.reset()
    if (calendar) preview.mutate(calendar)
  }

  return (
    <Modal
      open
      width={760}
      title={t('import.title')}
      okText={t('import.ok')}
      okButtonProps={{ disabled: preview.data === undefined, loading: takeOver.isPending }}
      onOk={() => file?.calendar && takeOver.mutate(file.calendar)}
      onCancel={close}
    >
      <p>{t('import.hint')}</p>
      <pre className="example">{example}</pre>
      <Upload.Dragger accept=".json,application/json" maxCount={1} showUploadList={false} beforeUpload={(chosen) => { void read(chosen); return false }}>
        <p><InboxOutlined /> {file ? file.name : t('import.drop')}</p>
      </Upload.Dragger>
      <div aria-live="polite" style={{ marginTop: 12 }}>
        {file && !file.calendar && <Alert type="error" showIcon title={t('import.notJson', { file: file.name })} />}
        {preview.isPending && <p className="quiet">{t('import.reckoning')}</p>}
        {preview.error && <Unread error={preview.error} />}
        {preview.data && <Preview preview={preview.data} />}
        {takeOver.error && <Failed error={takeOver.error} />}
      </div>
    </Modal>
  )
}

interface CalendarFinding {
  at: string
  reason: string
  value: string | null
}

/** What is wrong with the file stands with it, place by place. */
function Unread({ error }: { error: Error }) {
  const { t } = useTranslation('calendar')
  const findings = error instanceof Refusal ? (error.facts['findings'] as CalendarFinding[] | undefined) : undefined
  if (findings === undefined) return <Failed error={error} />

  return (
    <Alert
      type="error"
      showIcon
      title={error.message}
      description={(
        <ul>
          {findings.map((finding) => (
            <li key={`${finding.at} ${finding.reason}`}>
              {t('import.at', { where: whereOf(finding.at, t), what: t(`import.finding.${finding.reason as 'malformed'}`, { value: finding.value ?? '' }) })}
            </li>
          ))}
        </ul>
      )}
    />
  )
}

type Say = ReturnType<typeof useTranslation<'calendar'>>['t']

/** A place in the file as people count; what is no place in it stays as it came. */
function whereOf(at: string, t: Say) {
  const [, year, list, entry] = /^\$\.years\[(\d+)\](?:\.(holidays|workdays)\[(\d+)\])?/.exec(at) ?? []
  if (year === undefined) return at
  const inYear = t('import.place.year', { number: Number(year) + 1 })
  return entry === undefined ? inYear : inYear + t(`import.place.${list as 'holidays'}`, { number: Number(entry) + 1 })
}

function Preview({ preview }: { preview: Schemas['PreviewYearsView'] }) {
  const { t } = useTranslation('calendar')
  const days = useDays()
  return (
    <>
      <Typography.Paragraph>
        <strong>{preview.name}</strong>{preview.source !== null && ` · ${preview.source}`} · {t('import.states', { years: preview.years.join('、') })}
      </Typography.Paragraph>
      {preview.moved.length === 0
        ? <Alert type="success" showIcon title={t('import.nothingMoves')} />
        : (
          <>
            <Alert type="warning" showIcon title={t('import.moves', { count: preview.moved.length })} description={t('import.movesHint')} />
            <Scroll label={t('import.moves', { count: preview.moved.length })}>
              <table className="figures-table">
                <thead>
                  <tr>{(['campaign', 'what', 'from', 'to', 'units'] as const).map((column) => <th key={column} scope="col">{t(`import.columns.${column}`)}</th>)}</tr>
                </thead>
                <tbody>
                  {preview.moved.map((move) => (
                    <tr key={`${move.campaignId} ${move.batch} ${move.key} ${move.what}`}>
                      <th scope="row">{t('import.batch', { campaign: move.campaign, batch: move.batch })}</th>
                      <td>{move.title} {t(`import.of.${move.what}`)}</td>
                      <td>{days.day(move.from)}</td>
                      <td>{days.day(move.to)}</td>
                      <td className="number">{move.units}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </Scroll>
          </>
        )}
    </>
  )
}

const example = `{ "name": "2027年放假安排", "source": "国办发明电〔2026〕×号",
  "years": [{ "year": 2027,
    "holidays": [{ "from": "2027-10-01", "to": "2027-10-07", "zh-CN": "国庆节", "en": "National Day" }],
    "workdays": ["2027-09-26"] }] }`

function parse(text: string): Calendar | undefined {
  try {
    const read: unknown = JSON.parse(text.replace(/^\uFEFF/, ''))
    return typeof read === 'object' && read !== null && !Array.isArray(read) ? (read as Calendar) : undefined
  } catch {
    return undefined
  }
}
