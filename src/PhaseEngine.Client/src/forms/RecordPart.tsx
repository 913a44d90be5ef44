import { Skeleton, Tabs, Typography } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Requirement, Run } from '../runs/useRun'
import { RecordForm } from './RecordForm'
import { useKind } from './useKinds'
import './forms.css'

/** What the reader may record of a requirement now: one form, or a tab for each. */
export function RecordPart({ run, requirement }: { run: Run; requirement: Requirement }) {
  const { t } = useTranslation()
  const kind = useKind(requirement.kind)
  const forms = kind?.forms.filter((form) => requirement.forms.includes(form.name))
  const first = forms?.[0]

  return (
    <section className="card">
      <Typography.Title level={2} className="part">{t('record.title')}</Typography.Title>
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
