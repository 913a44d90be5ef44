import { useMutation, useQuery } from '@tanstack/react-query'
import { App, Button, DatePicker, Flex, Form, Input, Modal, Popconfirm, Typography } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, take, type Schemas } from '../api/api'
import { queries } from '../api/queries'
import { dropDraft, keepDraft, readDraft } from '../forms/draft'
import { useDays } from '../shell/days'
import { Failed } from '../shell/states'
import { speaksFor } from './roles'
import type { Gate, Requirement, Run } from './useRun'

interface ExtensionProps {
  run: Run
  activity: Requirement | Gate
}

/** Asking the superior for more time, and what became of it (S.51). */
export function Extension({ run, activity }: ExtensionProps) {
  const { t } = useTranslation('runs')
  const { message } = App.useApp()
  const [asking, setAsking] = useState(false)
  const requests = useQuery({
    queryKey: ['runs', run.id, 'extensions'],
    queryFn: () => take(api.GET('/api/v1/runs/{runId}/extension-requests', { params: { path: { runId: run.id } } })),
  })
  const withdraw = useMutation({
    mutationFn: () => take(api.DELETE('/api/v1/runs/{runId}/activities/{activity}/extension-request', { params: { path: { runId: run.id, activity: activity.key } } })),
    onSuccess: async () => {
      message.success(t('extension.withdrawn'))
      await queries.invalidateQueries({ queryKey: ['runs', run.id] })
    },
  })
  const about = (requests.data ?? []).filter((request) => request.key === activity.key)
  const pending = about.some((request) => request.status === 'asked')
  const mayAsk = speaksFor(run) && activity.due !== null && activity.waitingOn === null
  if (about.length === 0 && !mayAsk) return null

  return (
    <div className="extension">
      {about.map((request) => <Request key={request.askedAt} request={request} />)}
      {withdraw.error && <Failed error={withdraw.error} />}
      {mayAsk && (pending
        ? (
            <Popconfirm title={t('extension.withdrawSure')} description={t('extension.withdrawMeans')} okText={t('extension.withdraw')} onConfirm={() => withdraw.mutate()}>
              <Button size="small" loading={withdraw.isPending}>{t('extension.withdraw')}</Button>
            </Popconfirm>
          )
        : <Button type="link" size="small" className="quiet-link" onClick={() => setAsking(true)}>{t('extension.ask')}</Button>)}
      {asking && <Ask run={run} activity={activity} close={() => setAsking(false)} />}
    </div>
  )
}

function Request({ request }: { request: Schemas['ExtensionView'] }) {
  const { t } = useTranslation('runs')
  const days = useDays()
  return (
    <p className="request">
      <span className={`mark ${request.status === 'granted' ? 'good' : request.status === 'refused' ? 'bad' : 'soon'}`}>{t(`extension.status.${request.status}`)}</span>
      {' '}
      {request.newDue === null ? t('extension.wished', { day: days.day(request.due), reason: request.reason }) : t('extension.given', { day: days.day(request.newDue) })}
      {request.answer !== null && <Typography.Text type="secondary"> {t('extension.answer', { name: request.answeredBy ?? '', answer: request.answer })}</Typography.Text>}
    </p>
  )
}

interface Typed {
  due: Dayjs
  reason: string
}

const fields = [{ name: 'due', title: '', type: 'date' as const, required: true, words: null, rows: null, min: null, max: null }]

function Ask({ run, activity, close }: ExtensionProps & { close: () => void }) {
  const { t } = useTranslation('runs')
  const { message } = App.useApp()
  const [form] = Form.useForm<Typed>()
  const days = useDays()
  const draft = `${run.id}.${activity.key}.extension`
  const earliest = dayjs(activity.due ?? run.today)
  const ask = useMutation({
    mutationFn: ({ due, reason }: Typed) => take(api.POST('/api/v1/runs/{runId}/activities/{activity}/extension-request', {
      params: { path: { runId: run.id, activity: activity.key } },
      body: { due: due.format('YYYY-MM-DD'), reason },
    })),
    onSuccess: async () => {
      dropDraft(draft)
      message.success(t('extension.asked'))
      await queries.invalidateQueries({ queryKey: ['runs', run.id] })
      close()
    },
  })

  return (
    <Modal open onCancel={close} title={t('extension.ask')} footer={null}>
      <Typography.Paragraph type="secondary">{t('extension.hint', { day: days.day(activity.due ?? run.today) })}</Typography.Paragraph>
      <Form
        form={form}
        layout="vertical"
        initialValues={readDraft(draft, fields) ?? { due: earliest.add(7, 'day') }}
        onValuesChange={(_, all) => keepDraft(draft, { ...all })}
        onFinish={(typed) => ask.mutate(typed)}
      >
        <Form.Item name="due" label={t('extension.until')} rules={[{ required: true, message: t('extension.untilMissing') }]}>
          <DatePicker minDate={earliest.add(1, 'day')} />
        </Form.Item>
        <Form.Item name="reason" label={t('extension.reason')} rules={[{ required: true, whitespace: true, message: t('extension.reasonMissing') }]}>
          <Input.TextArea autoSize={{ minRows: 3, maxRows: 8 }} maxLength={500} />
        </Form.Item>
        {ask.error && <Failed error={ask.error} />}
        <Flex gap="small">
          <Button type="primary" htmlType="submit" loading={ask.isPending}>{t('extension.send')}</Button>
        </Flex>
      </Form>
    </Modal>
  )
}
