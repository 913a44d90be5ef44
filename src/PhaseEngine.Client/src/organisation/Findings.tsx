import { Segmented, Table } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Schemas } from '../api/api'

type Finding = Schemas['ReportViewRow']

/** What is the matter with rows and cells, as the spreadsheet names them. */
export function Findings({ findings }: { findings: Finding[] }) {
  const { t } = useTranslation('organisation')
  const common = useTranslation().t
  const errors = findings.filter((finding) => finding.severity === 'error')
  const remarks = findings.length - errors.length
  const [only, setOnly] = useState<'all' | 'errors'>('all')
  if (findings.length === 0) return null

  return (
    <>
      {errors.length > 0 && remarks > 0 && (
        <Segmented
          aria-label={common('choice.show')}
          value={only}
          onChange={setOnly}
          options={[{ value: 'all', label: t('findings.all', { count: findings.length }) }, { value: 'errors', label: t('findings.errors', { count: errors.length }) }]}
          style={{ marginTop: 16 }}
        />
      )}
      <Table<Finding>
        size="small"
        rowKey={(finding) => `${finding.at}.${finding.code}`}
        dataSource={only === 'errors' ? errors : findings}
        pagination={{ defaultPageSize: 20, hideOnSinglePage: true, showSizeChanger: false }}
        scroll={{ x: 640 }}
        style={{ marginTop: 12 }}
        columns={[
          { key: 'at', title: t('findings.at'), dataIndex: 'at', width: 80 },
          { key: 'severity', title: t('findings.severity'), width: 80, render: (_, finding) => <span className={`mark ${finding.severity === 'error' ? 'bad' : ''}`}>{t(`findings.${finding.severity}`)}</span> },
          { key: 'title', title: t('findings.column'), width: 130, render: (_, finding) => finding.title ?? t('findings.row') },
          { key: 'value', title: t('findings.value'), width: 170, render: (_, finding) => finding.value ?? '' },
          { key: 'text', title: t('findings.text'), dataIndex: 'text' },
        ]}
      />
    </>
  )
}
