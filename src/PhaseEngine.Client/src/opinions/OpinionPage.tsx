import { useQuery } from '@tanstack/react-query'
import { Alert, Typography } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link, useParams } from 'react-router'
import { api, take, type Schemas } from '../api/api'
import { Basis } from '../runs/Basis'
import { Due } from '../shell/Due'
import { Answer } from '../shell/states'
import { Title } from '../shell/Title'
import { OpinionForm } from './OpinionForm'
import { Said } from './Said'
import '../runs/runs.css'
import './opinions.css'

export type Opinion = Schemas['GetOpinionView']

/** What is asked of somebody about a unit, and their answer; nothing else of the unit is shown. */
export function OpinionPage() {
  const { runId = '', key = '' } = useParams()
  const opinion = useQuery({
    queryKey: ['opinions', runId, key],
    queryFn: () => take(api.GET('/api/v1/runs/{runId}/opinions/{opinion}', { params: { path: { runId, opinion: key } } })),
  })
  return <Answer of={opinion}>{(found) => <Asked opinion={found} />}</Answer>
}

function Asked({ opinion }: { opinion: Opinion }) {
  const { t } = useTranslation('opinions')
  const answered = opinion.said.some((said) => said.stands && said.thisRound)
  return (
    <>
      <Title text={t('of', { unit: opinion.unit })} above={<Link to="/opinions">{t('title')}</Link>} />
      <section className="card">
        <dl className="said">
          <Fact name={t('campaign')}>{opinion.campaign}</Fact>
          {opinion.phase !== null && <Fact name={t('phase')}>{opinion.phase}</Fact>}
          {opinion.gates.length > 0 && (
            <Fact name={t('gate')}>{opinion.gates.map((gate) => <div key={gate.title}>{t('gateAsks', { gate: gate.title, asks: gate.asks.join('、') })}</div>)}</Fact>
          )}
          {opinion.due !== null && <Fact name={t('by')}><Due due={opinion.due} daysLeft={opinion.daysLeft} overdue={opinion.overdue} /></Fact>}
        </dl>
        {opinion.guidance !== null && <p className="opinion-guidance">{opinion.guidance}</p>}
        <Basis basis={opinion.basis} />
      </section>
      {opinion.wanted && !answered && (
        <section className="card">
          <Typography.Title level={2} className="part">{t('yours')}</Typography.Title>
          <OpinionForm opinion={opinion} />
        </section>
      )}
      {!opinion.wanted && <Alert type={opinion.status === 'done' ? 'success' : 'info'} showIcon className="opinion-over" title={t(opinion.status === 'done' ? 'notWanted.done' : 'notWanted.other')} />}
      {opinion.said.length > 0 && <Said opinion={opinion} />}
    </>
  )
}

function Fact({ name, children }: { name: string; children: React.ReactNode }) {
  return <div><dt>{name}</dt><dd>{children}</dd></div>
}
