import { Skeleton, Typography } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Requirement, Run } from '../runs/useRun'
import { Tabs } from '../shell/Tabs'
import { RecordForm } from './RecordForm'
import { useKind, type RecordForm as FormOf } from './useKinds'
import './forms.css'

interface RecordPartProps {
  run: Run
  requirement: Requirement

  /** Of the forms the reader may record those that stand here. */
  only?: (form: FormOf) => boolean
}

/** What the reader may record of a requirement now: one form, or a tab for each. */
export function RecordPart({ run, requirement, only = needsNothingEarlier }: RecordPartProps) {
  const { t } = useTranslation()
  const kind = useKind(requirement.kind)
  const forms = kind?.forms.filter((form) => requirement.forms.includes(form.name) && only(form))
  const first = forms?.[0]
  if (forms?.length === 0) return null

  return (
    <section className="card">
      <Typography.Title level={2} className="part">{forms?.length === 1 && first ? first.title : t('record.title')}</Typography.Title>
      {first === undefined ? <Skeleton active /> : forms?.length === 1
        ? <RecordForm run={run} requirement={requirement} form={first} />
        : (
            <Tabs items={forms?.map((form) => ({
              key: form.name,
              label: form.title,
              children: <RecordForm run={run} requirement={requirement} form={form} />,
            }))} />
          )}
    </section>
  )
}

/** What says more about something recorded earlier is recorded where that stands. */
const needsNothingEarlier = (form: FormOf) => !form.fields.some((field) => field.type === 'item')
