import { useQuery } from '@tanstack/react-query'
import { Button, Form, Input, Modal, Typography } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { api, take, type Schemas } from '../api/api'
import { ActDialog } from '../office/ActDialog'
import { useDays } from '../shell/days'
import { Answer, Nothing } from '../shell/states'

type Move = Schemas['ListDeadlineMovesView']

interface MovesProps {
  campaignId: string
  titleOf: (key: string) => string
}

/** The deadlines moved so far. Undoing is an act of its own, which says whose day stayed as it is. */
export function Moves({ campaignId, titleOf }: MovesProps) {
  const { t } = useTranslation('campaigns')
  const days = useDays()
  const [undoing, setUndoing] = useState<Move | null>(null)
  const [undone, setUndone] = useState<Schemas['UndoDeadlineMoveView'] | null>(null)
  const moves = useQuery({
    queryKey: ['campaigns', campaignId, 'deadlines'],
    queryFn: () => take(api.GET('/api/v1/campaigns/{campaignId}/deadlines', { params: { path: { campaignId } } })),
  })

  return (
    <section className="card">
      <Typography.Title level={2} className="part">{t('moves.title')}</Typography.Title>
      <Answer of={moves}>
        {(found) => found.length === 0 ? <Nothing text={t('moves.nothing')} /> : (
          <ol className="moves">
            {found.map((move) => (
              <li key={move.move}>
                <div>
                  <strong>{move.undoes === null ? t('moves.moved', { what: titleOf(move.key), due: days.full(move.due) }) : t('moves.undid', { what: titleOf(move.key) })}</strong>{' '}
                  <span className="mark">{t('deadlines.unitsOf', { count: move.moved })}</span>
                  <p>{move.reason}</p>
                  <Typography.Text type="secondary">{move.by ?? '—'} · {days.moment(move.at)}</Typography.Text>
                </div>
                {move.undoes === null && !found.some((other) => other.undoes === move.move) && <Button onClick={() => setUndoing(move)}>{t('moves.undo')}</Button>}
              </li>
            ))}
          </ol>
        )}
      </Answer>
      <ActDialog<{ reason: string }, Schemas['UndoDeadlineMoveView']>
        open={undoing !== null}
        close={() => setUndoing(null)}
        title={t('moves.undoTitle', { what: undoing ? titleOf(undoing.key) : '' })}
        ok={t('moves.undo')}
        done={t('moves.undone')}
        act={({ reason }) => take(api.POST('/api/v1/campaigns/{campaignId}/deadlines/{move}/undo', { params: { path: { campaignId, move: undoing?.move ?? '' } }, body: { reason } }))}
        after={setUndone}
      >
        <p>{t('moves.undoMeans')}</p>
        <Form.Item name="reason" label={t('reason')} rules={[{ required: true, whitespace: true, message: t('reasonMissing') }]}>
          <Input.TextArea autoSize={{ minRows: 2 }} maxLength={500} />
        </Form.Item>
      </ActDialog>
      <Modal open={undone !== null} onCancel={() => setUndone(null)} footer={<Button type="primary" onClick={() => setUndone(null)}>{t('moves.seen')}</Button>} title={t('moves.undone')}>
        <p>{t('moves.restored', { count: undone?.restored ?? 0 })}</p>
        {undone !== null && undone.left.length > 0 && (
          <>
            <p>{t('moves.left', { count: undone.left.length })}</p>
            <ul className="examples tall">{undone.left.map((one) => <li key={one.runId}><Link to={`/runs/${one.runId}`}>{one.unit}</Link></li>)}</ul>
          </>
        )}
      </Modal>
    </section>
  )
}
