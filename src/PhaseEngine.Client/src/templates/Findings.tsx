import { Typography } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Refusal } from '../api/refusal'
import type { Finding } from './queries'

interface FindingsProps {
  findings: readonly Finding[]

  /** Makes the activity's title lead to it, where there is somewhere to go. */
  link?: (activityId: string, title: string) => ReactNode
}

/** A text without English: one thing to know, not one for each text. */
export const withoutEnglish = 'PE307'

/** What the check has to say, what stands in the way first: where, what is wrong, and how it is mended. */
export function Findings({ findings, link }: FindingsProps) {
  const { t } = useTranslation('templates')
  const ordered = findings.filter((finding) => finding.code !== withoutEnglish).sort((a, b) => Number(b.severity === 'error') - Number(a.severity === 'error'))
  const untranslated = findings.filter((finding) => finding.code === withoutEnglish)

  return (
    <ul className="findings">
      {ordered.map((finding, index) => (
        <li key={index} className={finding.severity}>
          <span className={`mark ${finding.severity === 'error' ? 'bad' : 'soon'}`}>{t(finding.severity === 'error' ? 'findings.error' : 'findings.warning')}</span>
          <span>
            {finding.title !== null && <strong>{finding.activityId !== null && link ? link(finding.activityId, finding.title) : finding.title} </strong>}
            {finding.reason}
            <Typography.Text type="secondary"> {finding.remedy} <span className="code">{finding.code}</span></Typography.Text>
          </span>
        </li>
      ))}
      {untranslated.length > 0 && (
        <li className="warning">
          <span className="mark soon">{t('findings.warning')}</span>
          <details>
            <summary>{t('findings.untranslated', { count: untranslated.length })}</summary>
            <ul>{untranslated.map((finding) => <li key={finding.pointer}><span>{finding.title !== null && <strong>{finding.title} </strong>}{finding.reason}</span></li>)}</ul>
          </details>
        </li>
      )}
    </ul>
  )
}

/** The findings a refusal brought with it; none when it is about something else. */
export function findingsOf(refusal: Refusal): Finding[] {
  const facts = refusal.facts as { findings?: Finding[] }
  return facts.findings ?? []
}
