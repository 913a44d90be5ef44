import { useTranslation } from 'react-i18next'
import type { Schemas } from '../api/api'
import { verdicts } from '../runs/verdicts'

interface ReportLinesProps {
  report: Schemas['GateReportView']
  shown: string | undefined
  show: (key: string) => void
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
            <span role="img" aria-label={t(`verdict.${line.verdict}`)}>{verdicts[line.verdict]}</span>
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
