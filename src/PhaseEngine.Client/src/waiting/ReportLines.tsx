import { CheckCircleFilled, CloseCircleFilled, QuestionCircleFilled } from '@ant-design/icons'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Schemas } from '../api/api'

interface ReportLinesProps {
  report: Schemas['GateReportView']
  shown: string | undefined
  show: (key: string) => void
}

const icons: Record<Schemas['Verdict'], ReactNode> = {
  met: <CheckCircleFilled className="icon-done" />,
  notApplicable: <CheckCircleFilled className="icon-quiet" />,
  notMet: <CloseCircleFilled className="icon-late" />,
  unknown: <QuestionCircleFilled className="icon-open" />,
}

/** Each condition; one about a requirement shows its records when chosen. */
export function ReportLines({ report, shown, show }: ReportLinesProps) {
  const { t } = useTranslation()
  return (
    <ul className="review-lines">
      {report.lines.map((line) => {
        const { key } = line
        const content = (
          <>
            <span role="img" aria-label={t(`verdict.${line.verdict}`)}>{icons[line.verdict]}</span>
            <span>{line.sentence}</span>
            <span>{line.done !== null && line.of !== null ? `${line.done} / ${line.of}` : ''}</span>
          </>
        )
        return (
          <li key={`${line.sentence}${key}`}>
            {key === null ? <span className="plain">{content}</span> : <button type="button" aria-pressed={shown === key} onClick={() => show(key)}>{content}</button>}
          </li>
        )
      })}
    </ul>
  )
}
