import { useMutation, useQuery } from '@tanstack/react-query'
import { App, Button, Checkbox, DatePicker, Flex, Form, Input, InputNumber, Segmented, Typography } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Schemas } from '../api/api'
import { queries } from '../api/queries'
import { record } from '../forms/acts'
import { dropDraft, keepDraft, readDraft } from '../forms/draft'
import { askedMembers, marksOf, nameOf } from '../forms/members'
import { PasteNames } from '../forms/PasteNames'
import { useKind, type Field } from '../forms/useKinds'
import type { PartProps } from '../runs/kindParts'
import { Records } from '../runs/Records'
import { Answer, Failed } from '../shell/states'
import '../forms/forms.css'

type How = 'done' | 'scores'

/** What every member has done, and the marks of examinations: for many at once, in one list. */
export default function MemberTask({ run, requirement }: PartProps) {
  const asked = useQuery({ ...askedMembers({ runId: run.id, key: requirement.key }), enabled: requirement.forms.length > 0 })
  return (
    <>
      {requirement.forms.length > 0 && <Answer of={asked}>{(found) => <Sheet run={run} requirement={requirement} asked={found} />}</Answer>}
      <Records run={run} requirement={requirement} />
    </>
  )
}

interface Typed {
  on: Dayjs
  title?: string
  ticked?: Record<string, boolean>
  scores?: Record<string, number | null>
}

const dates: Field[] = [{ name: 'on', title: '', type: 'date', required: true, words: null, rows: null, min: null, max: null }]

function Sheet({ run, requirement, asked }: PartProps & { asked: Schemas['ListAskedMembersView'] }) {
  const { t } = useTranslation('runs')
  const common = useTranslation().t
  const { message } = App.useApp()
  const [form] = Form.useForm<Typed>()
  const settings = requirement.settings as { task?: string; count?: number; passMark?: number }
  const forms = useKind(requirement.kind)?.forms ?? []
  const [how, setHow] = useState<How>(settings.task === 'exam' || settings.passMark !== undefined ? 'scores' : 'done')
  const draft = `${run.id}.${requirement.key}.sheet`
  const wanted = Math.max(1, settings.count ?? 1)
  const typed = Form.useWatch([], form) as Typed | undefined
  const named = how === 'done'
    ? asked.members.filter((member) => typed?.ticked?.[member.id]).map((member) => member.id)
    : asked.members.filter((member) => typeof typed?.scores?.[member.id] === 'number').map((member) => member.id)
  const lacking = asked.members.filter((member) => (marksOf(asked, member)['done'] ?? 0) === 0)
  const tick = (ids: readonly string[]) => {
    form.setFieldsValue({ ticked: Object.fromEntries(ids.map((id) => [id, true])) })
    keepDraft(draft, { ...(form.getFieldsValue(true) as Typed) })
  }

  const save = useMutation({
    mutationFn: ({ on, title, scores }: Typed) => record([{ runId: run.id, key: requirement.key }], how, {
      on: on.format('YYYY-MM-DD'),
      ...(title?.trim() ? { title: title.trim() } : {}),
      ...(how === 'done' ? { members: named } : { results: named.map((member) => ({ member, score: scores?.[member] })) }),
    }),
    onSuccess: async () => {
      dropDraft(draft)
      form.setFieldsValue({ ticked: {}, scores: {}, title: undefined })
      for (const member of asked.members) form.setFieldsValue({ ticked: { [member.id]: false }, scores: { [member.id]: null } })
      message.success(t('task.saved'))
      await queries.invalidateQueries()
    },
  })

  return (
    <section className="card">
      <Form
        form={form}
        layout="vertical"
        className="sheet"
        initialValues={readDraft(draft, dates) ?? { on: dayjs(run.today) }}
        onValuesChange={(_, all) => keepDraft(draft, { ...all })}
        onFinish={(all) => save.mutate(all)}
      >
        <Segmented<How>
          aria-label={common('choice.way')}
          value={how}
          onChange={setHow}
          options={forms.filter((one) => requirement.forms.includes(one.name)).map((one) => ({ value: one.name as How, label: one.title }))}
        />
        <Flex gap="middle" wrap className="sheet-head">
          <Form.Item name="on" label={t('task.on')} rules={[{ required: true, message: t('task.onMissing') }]}><DatePicker maxDate={dayjs(run.today)} /></Form.Item>
          <Form.Item name="title" label={t('task.title')} className="sheet-title"><Input maxLength={500} placeholder={requirement.title} /></Form.Item>
        </Flex>
        <Flex gap="small" wrap align="center" className="roll-head">
          <Typography.Text>{t('task.standing', { lacking: lacking.length, all: asked.members.length })}</Typography.Text>
          {how === 'done' && (
            <>
              {lacking.length > 0 && <Button type="link" size="small" onClick={() => tick(lacking.map((member) => member.id))}>{t('task.tickLacking')}</Button>}
              <PasteNames serves={[{ runId: run.id, key: requirement.key }]} meanings={[{ label: t('task.pasted'), take: tick }]} />
            </>
          )}
        </Flex>
        <ul className="sheet-rows">
          {asked.members.map((member) => {
            const marks = marksOf(asked, member)
            const name = nameOf(member, asked.members)
            return (
              <li key={member.id}>
                <label htmlFor={`${how}-${member.id}`}>{name}</label>
                <span className={`mark ${(marks['done'] ?? 0) > 0 ? 'good' : 'soon'}`}>{standing(marks, wanted)}</span>
                {how === 'done'
                  ? <Form.Item name={['ticked', member.id]} valuePropName="checked" noStyle><Checkbox id={`done-${member.id}`} /></Form.Item>
                  : <Form.Item name={['scores', member.id]} noStyle><InputNumber id={`scores-${member.id}`} min={0} max={1000} inputMode="decimal" /></Form.Item>}
              </li>
            )
          })}
        </ul>
        {save.error && <Failed error={save.error} />}
        <Flex className={named.length > 0 ? 'sheet-foot' : ''} gap="small" align="center">
          <Button type="primary" htmlType="submit" loading={save.isPending} disabled={named.length === 0}>{t('task.save', { count: named.length })}</Button>
        </Flex>
      </Form>
    </section>
  )

  function standing(marks: Record<string, number>, count: number) {
    const { pieces = 0, scored = 0, score = 0 } = marks
    if (pieces === 0) return t('task.none')
    if (scored > 0) return t('task.scored', { score: Math.round(score / scored) / 100 })
    return count > 1 ? t('task.pieces', { pieces, count }) : t('task.handedIn')
  }
}
