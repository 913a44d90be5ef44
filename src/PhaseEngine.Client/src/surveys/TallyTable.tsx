import { Alert, Progress } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Schemas } from '../api/api'
import type { Requirement } from '../runs/useRun'

/** Of fewer answers only that they are fewer is said (S.26). */
const least = 5

/** What a closed survey found; of a question with fewer than five answers, that they were so few. */
export function TallyTable({ tally, requirement }: { tally: Schemas['Tally']; requirement: Requirement }) {
  const { t, i18n } = useTranslation('surveys')
  const questions = (requirement.settings as { questions?: { key: string; title: string | Record<string, string> }[] }).questions ?? []
  const asked = questions.length > 0 ? questions.map((question) => question.key) : ['overall']
  const titleOf = (key: string) => {
    const title = questions.find((question) => question.key === key)?.title ?? t('overall')
    return typeof title === 'string' ? title : (title[i18n.language] ?? title['zh-CN'] ?? key)
  }

  return (
    <>
      <p>{t(tally.answers < least ? 'returnedFew' : 'returned', { answers: tally.answers, handedOut: tally.handedOut, minimum: tally.minimum, least })}</p>
      {tally.answers < tally.minimum && <Alert type="warning" showIcon title={t('tooFew')} />}
      <dl className="tally">
        {asked.map((question) => {
          const result = tally.results.find((one) => one.question === question)
          return (
            <div key={question}>
              <dt>{titleOf(question)}</dt>
              <dd>
                {result === undefined ? t('unsaid', { least }) : (
                  <>
                    <Progress percent={Math.floor((result.satisfied * 100) / result.answers)} size="small" aria-label={titleOf(question)} />
                    {t('satisfied', { satisfied: result.satisfied, answers: result.answers })}
                  </>
                )}
              </dd>
            </div>
          )
        })}
      </dl>
    </>
  )
}
