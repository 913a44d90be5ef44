import { useQuery } from '@tanstack/react-query'
import { Button, Drawer, Switch, Typography } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, take, type Schemas } from '../api/api'
import { RecordForm } from '../forms/RecordForm'
import { useKind } from '../forms/useKinds'
import type { PartProps } from '../runs/kindParts'
import { recordsAs } from '../runs/roles'
import { useDays } from '../shell/days'
import { Answer } from '../shell/states'
import './meetings.css'

type Action = Schemas['MeetingAction']

/** What the meetings of a requirement decided on: open ones first; one press records that it is done. */
export function Actions({ run, requirement }: PartProps) {
  const { t } = useTranslation('meetings')
  const [all, setAll] = useState(false)
  const [closing, setClosing] = useState<Action>()
  const form = useKind(requirement.kind)?.forms.find((one) => one.name === 'action')
  const actions = useQuery({
    queryKey: ['runs', run.id, 'actions'],
    queryFn: () => take(api.GET('/api/v1/runs/{runId}/actions', { params: { path: { runId: run.id } } })),
  })

  return (
    <Answer of={actions}>
      {(found) => {
        const own = found.filter((action) => action.key === requirement.key)
        const open = own.filter((action) => action.doneOn === null)
        if (own.length === 0) return null
        return (
          <section className="card">
            <div className="card-head">
              <Typography.Title level={2} className="part">{t('actions.title', { count: open.length })}</Typography.Title>
              {own.length > open.length && <label className="switch"><Switch size="small" checked={all} onChange={setAll} /> {t('actions.done', { count: own.length - open.length })}</label>}
            </div>
            <ul className="actions">
              {(all ? own : open).map((action) => (
                <li key={action.id}>
                  <ActionFacts action={action} today={run.today} />
                  {action.doneOn === null && form && recordsAs(run, requirement.who.role) && <Button size="small" onClick={() => setClosing(action)}>{t('actions.close')}</Button>}
                </li>
              ))}
            </ul>
            {form && closing && (
              <Drawer open onClose={() => setClosing(undefined)} title={closing.what} size={480} destroyOnHidden>
                <RecordForm run={run} requirement={requirement} form={form} fixed={{ action: closing.id }} done={() => setClosing(undefined)} />
              </Drawer>
            )}
          </section>
        )
      }}
    </Answer>
  )
}

function ActionFacts({ action, today }: { action: Action; today: string }) {
  const { t } = useTranslation('meetings')
  const days = useDays()
  const late = action.doneOn === null && action.due !== null && action.due < today
  return (
    <div>
      <div className="action-what">{action.what}</div>
      <Typography.Text type="secondary">
        {[action.who, action.due === null ? null : t('actions.by', { day: days.day(action.due) }), action.doneOn === null ? null : t('actions.doneOn', { day: days.day(action.doneOn) }), action.result]
          .filter((part) => part !== null).join(' · ')}
      </Typography.Text>
      {late && ' '}
      {late && <span className="mark bad">{t('late')}</span>}
    </div>
  )
}
