import { ArrowUpOutlined } from '@ant-design/icons'
import { Button, Typography } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { Schemas } from '../api/api'

type BoardView = Schemas['GetBoardView']
type Counts = Schemas['GetBoardCounts']

/** A unit may have thousands directly below it. */
const atOnce = 100

interface BoardProps {
  campaignId: string
  board: BoardView
}

/** How many units stand where, below one unit; each row leads down to its own. */
export function Board({ campaignId, board }: BoardProps) {
  const { t } = useTranslation()
  const [rows, setRows] = useState(atOnce)
  const phases = board.phases.filter((phase) => board.all.inPhase.some((one) => one.phase === phase.key))

  return (
    <section className="card board">
      <Typography.Title level={2} className="part">
        {board.above !== null && <Link to={`/campaigns/${campaignId}?unit=${board.above}`} aria-label={t('board.up')}><ArrowUpOutlined /></Link>}
        {board.name}
      </Typography.Title>
      <Figures counts={board.all} />
      {board.below.length > 0 && (
        <div className="scroll">
          <table>
            <thead>
              <tr>
                <th scope="col">{t('board.unit')}</th>
                <th scope="col" className="number">{t('board.units')}</th>
                {phases.map((phase) => <th key={phase.key} scope="col">{phase.title}</th>)}
                <th scope="col" className="number">{t('board.finished')}</th>
                <th scope="col" className="number">{t('board.waiting')}</th>
                <th scope="col" className="number">{t('board.late')}</th>
              </tr>
            </thead>
            <tbody>
              {board.below.slice(0, rows).map((row) => (
                <tr key={row.unitId}>
                  <th scope="row">{row.hasLower ? <Link to={`/campaigns/${campaignId}?unit=${row.unitId}`}>{row.unit}</Link> : row.unit}</th>
                  <td className="number">{row.counts.units}</td>
                  {phases.map((phase) => <td key={phase.key}><Share counts={row.counts} phase={phase.key} title={phase.title} /></td>)}
                  <td className="number">{row.counts.finished}</td>
                  <td className="number">{row.counts.waiting}</td>
                  <td className="number">{row.counts.late > 0 ? <span className="mark bad">{row.counts.late}</span> : 0}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {board.below.length > rows && <Button type="link" onClick={() => setRows(rows + atOnce)}>{t('states.more')}</Button>}
    </section>
  )
}

/** How many of the units are in the phase, as a bar and in figures; of these, how many are late. */
function Share({ counts, phase, title }: { counts: Counts; phase: string; title: string }) {
  const { t } = useTranslation()
  const inPhase = counts.inPhase.find((one) => one.phase === phase)
  if (inPhase === undefined) return null

  const of = (part: number) => `${(100 * part) / counts.units}%`
  return (
    <span className="bar" title={t('board.inPhase', { phase: title, units: inPhase.units, late: inPhase.late })}>
      <span className="track">
        <span className="late" style={{ width: of(inPhase.late) }} />
        <span className="well" style={{ width: of(inPhase.units - inPhase.late) }} />
      </span>
      {inPhase.units}
    </span>
  )
}

function Figures({ counts }: { counts: Counts }) {
  const { t } = useTranslation()
  const figures = [
    ['units', counts.units, ''],
    ['active', counts.active, ''],
    ['waiting', counts.waiting, ''],
    ['returned', counts.returned, counts.returned > 0 ? 'soon' : ''],
    ['late', counts.late, counts.late > 0 ? 'bad' : ''],
    ['finished', counts.finished, ''],
  ] as const

  return (
    <dl className="figures">
      {figures.map(([name, value, mark]) => (
        <div key={name}>
          <dt>{t(`board.${name}`)}</dt>
          <dd><span className={mark && `mark ${mark}`}>{value}</span></dd>
        </div>
      ))}
    </dl>
  )
}
