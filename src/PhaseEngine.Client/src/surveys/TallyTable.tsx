import { Alert, Progress } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Schemas } from '../api/api'
import type { Requirement } from '../runs/useRun'

/** What a closed survey found; of a question with fewer than five answers nothing is there to be shown. */
export function TallyTable({ tally, requirement }: { tally: Schemas['Tally']; requirement: Requirement }) {
  const { t, i18n } = useTranslation('surveys')
  const questions = (requirement.settings as { questions?: { key: string; title: string | Record<string, string> }[] }).questions ?? []
  const titleOf = (key: string) => {
    const title = questions.find((question) => question.key === key)?.title ?? t('overall')
    return typeof title === 'string' ? title : (title[i18n.language] ?? title['zh-CN'] ?? key)
  }

  return (
    <>
      <p>{t('returned', { answers: tally.answers, handedOut: tally.handedOut, minimum: tally.minimum })}</p>
      {tally.answers < tally.minimum && <Alert type="warning" showIcon title={t('tooFew')} />}
      <dl className="tally">
        {tally.results.map((result) => (
          <div key={result.question}>
            <dt>{titleOf(result.question)}</dt>
            <dd>
              <Progress percent={Math.floor((result.satisfied * 100) / result.answers)} size="small" aria-label={titleOf(result.question)} />
              {t('satisfied', { satisfied: result.satisfied, answers: result.answers })}
            </dd>
          </div>
        ))}
      </dl>
    </>
  )
}
