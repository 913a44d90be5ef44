import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { useMutation } from '@tanstack/react-query'
import { App, Button, DatePicker, Form, Input, InputNumber, Typography } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import { useTranslation } from 'react-i18next'
import { api, take } from '../api/api'
import { queries } from '../api/queries'
import { dropDraft, keepDraft, readDraft } from '../forms/draft'
import type { Field } from '../forms/useKinds'
import type { PartProps } from '../runs/kindParts'
import { Failed } from '../shell/states'

interface Typed {
  closes: Dayjs
  groups: { name?: string; asked?: number }[]
}

const days: Field[] = [{ name: 'closes', title: '', type: 'date', required: true, words: null, rows: null, min: null, max: null }]
const usualDays = 7

/** Opens a survey: until when, and who is asked together. Links say the group, never the person. */
export function OpenSurvey({ run, requirement, again }: PartProps & { again: boolean }) {
  const { t } = useTranslation('surveys')
  const { message } = App.useApp()
  const draft = `${run.id}.${requirement.key}.survey`
  const open = useMutation({
    mutationFn: ({ closes, groups }: Typed) => take(api.POST('/api/v1/runs/{runId}/requirements/{requirement}/surveys', {
      params: { path: { runId: run.id, requirement: requirement.key } },
      body: { opens: null, closes: closes.format('YYYY-MM-DD'), groups: groups.map((group) => ({ name: group.name?.trim() ?? '', asked: group.asked ?? 1 })) },
    })),
    onSuccess: async () => {
      dropDraft(draft)
      message.success(t('opened'))
      await queries.invalidateQueries()
    },
  })

  return (
    <section className="card">
      <Typography.Title level={2} className="part">{t(again ? 'openAgain' : 'open')}</Typography.Title>
      <Typography.Paragraph type="secondary">{t('promise')}</Typography.Paragraph>
      <Form<Typed>
        layout="vertical"
        className="record"
        initialValues={readDraft(draft, days) ?? { closes: dayjs(run.today).add(usualDays, 'day'), groups: [{ name: t('masses') }] }}
        onValuesChange={(_, all) => keepDraft(draft, { ...all })}
        onFinish={(typed) => open.mutate(typed)}
      >
        <Form.Item name="closes" label={t('closes')} rules={[{ required: true, message: t('closesMissing') }]}><DatePicker minDate={dayjs(run.today)} /></Form.Item>
        <Form.List name="groups">
          {(rows, { add, remove }) => (
            <>
              {rows.map((row) => (
                <div key={row.key} className="row survey-row">
                  <Form.Item name={[row.name, 'name']} label={t('groupName')} rules={[{ required: true, whitespace: true, message: t('groupMissing') }]}><Input maxLength={100} /></Form.Item>
                  <Form.Item name={[row.name, 'asked']} label={t('asked')} rules={[{ required: true, message: t('askedMissing') }]}><InputNumber min={1} max={10_000} precision={0} /></Form.Item>
                  {rows.length > 1 && <Button icon={<DeleteOutlined />} aria-label={t('removeGroup')} onClick={() => remove(row.name)} />}
                </div>
              ))}
              <Form.Item><Button type="dashed" icon={<PlusOutlined />} onClick={() => add()}>{t('addGroup')}</Button></Form.Item>
            </>
          )}
        </Form.List>
        {open.error && <Failed error={open.error} />}
        <Button type="primary" htmlType="submit" loading={open.isPending}>{t('openNow')}</Button>
      </Form>
    </section>
  )
}
