import { useMutation } from '@tanstack/react-query'
import { Alert, Button, Progress, Select } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, take } from '../../api/api'
import { AssumptionsFormPart, usual, type AssumptionsForm } from './AssumptionsForm'
import { keep, runsOf } from './runs'
import { SimulationResult } from './SimulationResult'
import { useStart } from './useStart'
import type { ViewProps } from './view'
import { ViewAnswer } from './ViewAnswer'
import '../../templates/templates.css'
import './views.css'

/** Somebody did not want to wait any longer. */
class GivenUp extends Error {}

/** Plays a definition with assumed people (B.5): who would be late, what holds gates up, what each week asks; and what a change does to all that. */
export function SimulationView({ definition, select }: ViewProps) {
  const { t } = useTranslation('templates')
  const { start, setStart } = useStart()
  const [form, setForm] = useState<AssumptionsForm>({ ...usual, start })
  const [runs, setRuns] = useState(() => runsOf(definition.definitionId))
  const [against, setAgainst] = useState<number>()
  const giveUp = useRef<AbortController>(null)
  const simulate = useMutation({
    mutationFn: async (values: AssumptionsForm) => {
      const given = (giveUp.current = new AbortController())
      const { of, units, under, start: first, ...assumptions } = values
      const result = await take(api.POST('/api/v1/template-simulations', {
        body: { definition, start: first.format('YYYY-MM-DD'), ...(of === 'mix' ? { units } : { under: under?.value }), assumptions },
        signal: given.signal,
      })).catch((error: unknown) => { throw given.signal.aborted ? new GivenUp() : error })
      return { result, units: of === 'mix' ? t('simulation.ofMix', { count: result.units }) : t('simulation.ofReal', { unit: under?.label ?? '', count: result.units }) }
    },
    onSuccess: ({ result, units }) => {
      const before = runs[0]
      keep(definition.definitionId, result, units)
      setRuns(runsOf(definition.definitionId))
      setAgainst(before?.number)
    },
    retry: false,
  })
  useEffect(() => () => giveUp.current?.abort(), [])

  const cancelled = simulate.error instanceof GivenUp
  const [now] = runs
  const before = runs.find((run) => run.number === against && run.number !== now?.number)

  return (
    <section className="view simulation">
      <div className="simulation-form">
        <AssumptionsFormPart
          initial={form}
          running={simulate.isPending}
          run={(values) => simulate.mutate(values)}
          changed={(values) => {
            setForm({ ...form, ...values })
            setStart(values.start)
          }}
        />
        {simulate.isPending && <Running cancel={() => giveUp.current?.abort()} />}
      </div>
      <div className="simulation-result">
        <Alert type="info" showIcon title={t('simulation.notice')} description={now?.result.notice ?? t('simulation.noticeDetail')} />
        {simulate.error && !cancelled && <ViewAnswer of={{ data: undefined, error: simulate.error, refetch: () => simulate.mutate(form) }} select={select}>{() => null}</ViewAnswer>}
        {simulate.error && cancelled && <p className="quiet">{t('simulation.cancelled')}</p>}
        {now && (
          <>
            <div className="view-head">
              <h2 className="result-title">{t('simulation.runTitle', { number: now.number })} <span className="quiet">{now.units}</span></h2>
              {runs.length > 1 && (
                <Select
                  allowClear
                  aria-label={t('simulation.compare')}
                  placeholder={t('simulation.compare')}
                  value={before?.number}
                  options={runs.slice(1).map((run) => ({ value: run.number, label: t('simulation.compareWith', { number: run.number, units: run.units }) }))}
                  onChange={(number?: number) => setAgainst(number)}
                  style={{ minWidth: 220 }}
                />
              )}
            </div>
            <SimulationResult definition={definition} now={now} before={before} select={select} />
          </>
        )}
      </div>
    </section>
  )
}

/** The server plays units one after another and answers when all are through: what can be said meanwhile is how long it has taken. */
function Running({ cancel }: { cancel: () => void }) {
  const { t } = useTranslation('templates')
  const [seconds, setSeconds] = useState(0)
  useEffect(() => {
    const timer = setInterval(() => setSeconds((past) => past + 1), 1000)
    return () => clearInterval(timer)
  }, [])

  return (
    <div className="running" role="status">
      <Progress percent={100} status="active" showInfo={false} aria-label={t('simulation.running', { seconds })} />
      <span>{t('simulation.running', { seconds })}</span>
      <Button onClick={cancel}>{t('simulation.cancel')}</Button>
    </div>
  )
}
