import { useMutation } from '@tanstack/react-query'
import { App, Button, DatePicker, Drawer, Flex, Typography } from 'antd'
import dayjs from 'dayjs'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, take, type Schemas } from '../api/api'
import { queries } from '../api/queries'
import { RecordForm } from '../forms/RecordForm'
import { useKind } from '../forms/useKinds'
import { RecordDetails } from '../runs/RecordDetails'
import type { PartProps } from '../runs/kindParts'
import { recordsAs } from '../runs/roles'
import { useDays } from '../shell/days'
import { Download } from '../shell/Download'
import { Failed } from '../shell/states'
import { Discussed } from './Discussed'
import { PrintSignIn } from './PrintSignIn'

export type MeetingView = Schemas['MeetingView']

interface MeetingProps extends PartProps {
  meeting: MeetingView
}

/** One meeting: its day, its agenda, the papers to take along; held, what is on record. */
export function Meeting({ run, requirement, meeting }: MeetingProps) {
  const { t } = useTranslation('meetings')
  const [recording, setRecording] = useState(false)
  const days = useDays()
  const form = useKind(requirement.kind)?.forms.find((one) => one.name === 'meeting')
  const mine = recordsAs(run, requirement.who.role)
  const held = meeting.evidence !== null
  // A window that is past can still be made up for, on one of its own days.
  const on = meeting.to < run.today ? meeting.proposedOn : run.today

  return (
    <div className="meeting">
      <Flex wrap gap="small" align="center" justify="space-between">
        <Typography.Title level={2} className="part">{t('window', { number: meeting.number, from: days.day(meeting.from), to: days.day(meeting.to) })}</Typography.Title>
        <span className={`mark ${held ? 'good' : meeting.status === 'missed' ? 'bad' : 'soon'}`}>{t(`status.${meeting.status as 'held'}`)}</span>
      </Flex>
      {!held && <Day meeting={meeting} mine={mine} today={run.today} />}
      <Agenda meeting={meeting} />
      <Flex wrap gap="small" align="center">
        {!held && mine && form && <Button type="primary" onClick={() => setRecording(true)}>{t('record')}</Button>}
        <Download address={`/api/v1/meetings/${meeting.id}/minutes-draft`} text={t(held ? 'minutesDraft' : 'minutesForm')} />
        {!held && <PrintSignIn run={run} requirement={requirement} on={meeting.proposedOn} />}
      </Flex>
      {meeting.evidence !== null && <RecordDetails run={run} requirement={requirement} id={meeting.evidence} />}
      {recording && form && (
        <Drawer open onClose={() => setRecording(false)} title={t('record')} size={640} destroyOnHidden>
          <RecordForm
            run={run}
            requirement={requirement}
            form={form}
            begin={{ on: dayjs(on), ledBy: form.fields.find((field) => field.name === 'ledBy')?.words?.find((word) => run.myRoles.includes(word.value))?.value }}
            drawn={{ discussed: <Discussed key="discussed" items={itemsOf(meeting)} /> }}
            done={() => setRecording(false)}
          />
        </Drawer>
      )}
    </div>
  )
}

const itemsOf = (meeting: MeetingView) => meeting.agenda.flatMap((line) => (line.sort === 'item' && line.id !== null ? [{ id: line.id, title: line.title }] : []))

/** The day proposed; the unit's officers choose another one within the window. */
function Day({ meeting, mine, today }: { meeting: MeetingView; mine: boolean; today: string }) {
  const { t } = useTranslation('meetings')
  const { message } = App.useApp()
  const days = useDays()
  const [moving, setMoving] = useState(false)
  const move = useMutation({
    mutationFn: (on: string) => take(api.PUT('/api/v1/meetings/{meetingId}/day', {
      params: { path: { meetingId: meeting.id }, header: { 'If-Match': `"${meeting.version}"` } },
      body: { on },
    })),
    onSuccess: async (moved) => {
      message.success(t('moved', { day: days.day(moved.proposedOn) }))
      setMoving(false)
      await queries.invalidateQueries()
    },
  })

  return (
    <>
      <div className="facts">
        <span>{t('proposed', { day: days.day(meeting.proposedOn) })}</span>
        {mine && meeting.to >= today && !moving && <Button type="link" size="small" onClick={() => setMoving(true)}>{t('move')}</Button>}
        {moving && (
          <DatePicker
            autoFocus
            open
            aria-label={t('move')}
            minDate={dayjs(meeting.from)}
            maxDate={dayjs(meeting.to)}
            defaultValue={dayjs(meeting.proposedOn)}
            onChange={(day) => day && move.mutate(day.format('YYYY-MM-DD'))}
            onOpenChange={(open) => !open && setMoving(false)}
          />
        )}
      </div>
      {move.error && <Failed error={move.error} />}
    </>
  )
}

function Agenda({ meeting }: { meeting: MeetingView }) {
  const { t } = useTranslation('meetings')
  const days = useDays()
  if (meeting.agenda.length === 0) return <Typography.Paragraph type="secondary">{t('noAgenda')}</Typography.Paragraph>
  return (
    <ol className="agenda" aria-label={t('agenda')}>
      {meeting.agenda.map((line) => (
        <li key={(line.id ?? '') + line.title}>
          {line.sort !== 'topic' && <span className="mark">{t(`sort.${line.sort as 'item'}`)}</span>} {line.title}
          <Typography.Text type="secondary"> {[line.who, line.due === null ? null : t('actions.by', { day: days.day(line.due) })].filter((part) => part !== null).join(' · ')}</Typography.Text>
          {line.overdue && <span className="mark bad">{t('late')}</span>}
        </li>
      ))}
    </ol>
  )
}
