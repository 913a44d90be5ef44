import { InboxOutlined } from '@ant-design/icons'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Alert, Form, Input, Modal, Radio, Segmented, Upload } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { api, take, type Schemas } from '../api/api'
import { blankTemplate, type Definition } from '../designer/document'
import { Answer } from '../shell/states'
import { editorOf, pageOf } from './addresses'
import { copyOf, freshId, idOf, idPattern, overlayOn, readDefinition, titleOf } from './definition'
import { Findings } from './Findings'
import { useLibrary } from './queries'
import { Refused } from './Refused'

type Way = 'library' | 'blank' | 'file'

interface NewTemplateProps {
  close: () => void

  /** A published version, `id@version`, that the new one adds to. */
  extending?: { base: string; name: string }
}

const today = () => new Date().toISOString().slice(0, 10)

/** A new template: from the library, from nothing, or from a file of Elsa's. It begins as a draft, which may hold errors. */
export function NewTemplate({ close, extending }: NewTemplateProps) {
  const { t } = useTranslation('templates')
  const [way, setWay] = useState<Way>(extending ? 'blank' : 'library')
  const [base, setBase] = useState<Definition>()
  const [form] = Form.useForm<{ title: string; id: string }>()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const create = useMutation({
    mutationFn: (definition: Definition) => take(api.POST('/api/v1/templates', { body: { definition } })),
    onSuccess: async (made) => {
      await queries.invalidateQueries({ queryKey: ['templates'] })
      close()
      // What begins from nothing is drawn first.
      void navigate(way === 'blank' ? editorOf(made.templateId, made.templateVersion) : pageOf(made.templateId))
    },
  })

  const choose = (definition: Definition | undefined) => {
    setBase(definition)
    create.reset()
    if (definition) form.setFieldsValue({ title: titleOf(definition), id: freshId(idOf(definition), today()) })
  }

  const make = ({ title, id }: { title: string; id: string }) => {
    if (extending) create.mutate(overlayOn(extending.base, id, title))
    else if (way === 'blank') create.mutate(blankTemplate(id, title, { phase: t('first.phase'), gate: t('first.gate'), approval: t('first.approval') }))
    else if (base) create.mutate(copyOf(base, id, title))
  }

  return (
    <Modal
      open
      title={extending ? t('new.overlayTitle', { name: extending.name }) : t('new.title')}
      okText={t('new.make')}
      okButtonProps={{ loading: create.isPending, disabled: way !== 'blank' && base === undefined }}
      onOk={() => form.submit()}
      onCancel={close}
      destroyOnHidden
    >
      {!extending && (
        <Segmented
          block
          aria-label={t('new.way')}
          options={(['library', 'blank', 'file'] as const).map((value) => ({ value, label: t(`new.ways.${value}`) }))}
          value={way}
          onChange={(value) => {
            setWay(value)
            choose(undefined)
            form.setFieldsValue({ title: '', id: freshId('', today()) })
          }}
          style={{ marginBottom: 16 }}
        />
      )}
      {extending && <p>{t('new.overlayHint')}</p>}
      {way === 'library' && <FromLibrary choose={choose} />}
      {way === 'file' && <FromFile choose={choose} />}
      <Form form={form} layout="vertical" onFinish={make} initialValues={{ id: freshId(extending ? extending.base.split('@')[0] ?? '' : '', today()) }} requiredMark={false}>
        <Form.Item name="title" label={t('new.name')} rules={[{ required: true, whitespace: true, message: t('new.nameMissing') }]}>
          <Input maxLength={120} showCount />
        </Form.Item>
        <Form.Item name="id" label={t('new.id')} extra={t('new.idHint')} rules={[{ required: true, pattern: idPattern, message: t('new.idWrong') }]}>
          <Input maxLength={64} />
        </Form.Item>
      </Form>
      {create.error && <Refused error={create.error} />}
    </Modal>
  )
}

function FromLibrary({ choose }: { choose: (definition: Definition) => void }) {
  const { t } = useTranslation('templates')
  const library = useLibrary()
  return (
    <Answer of={library}>
      {(items) => (
        <Radio.Group
          className="library"
          aria-label={t('new.ways.library')}
          onChange={(event) => choose(items.find((item) => item.id === event.target.value)?.definition as Definition)}
        >
          {items.map((item) => (
            <Radio key={item.id} value={item.id}>
              <strong>{item.title}</strong>
              {item.guidance !== null && <span className="guidance">{item.guidance}</span>}
            </Radio>
          ))}
        </Radio.Group>
      )}
    </Answer>
  )
}

/** A definition from Elsa or its Studio. Whether it is a template the server says, finding by finding, before anything is kept. */
function FromFile({ choose }: { choose: (definition: Definition | undefined) => void }) {
  const { t } = useTranslation('templates')
  const [file, setFile] = useState<{ name: string; readable: boolean }>()
  const check = useMutation({
    mutationFn: (definition: Definition) => take(api.POST('/api/v1/template-checks', { body: { definition } })),
    onSuccess: (found, definition) => choose(found.readable ? definition : undefined),
  })

  const read = async (chosen: File) => {
    const definition = readDefinition(await chosen.text())
    setFile({ name: chosen.name, readable: definition !== undefined })
    choose(undefined)
    check.reset()
    if (definition) check.mutate(definition)
  }

  return (
    <div className="from-file" aria-live="polite">
      <Upload.Dragger accept=".json,application/json" maxCount={1} showUploadList={false} beforeUpload={(chosen) => { void read(chosen); return false }}>
        <p><InboxOutlined /> {file ? file.name : t('new.drop')}</p>
      </Upload.Dragger>
      {file && !file.readable && <Alert type="error" showIcon title={t('new.notJson', { file: file.name })} />}
      {check.error && <Refused error={check.error} />}
      {check.data && <CheckOfFile check={check.data} />}
    </div>
  )
}

/** What was found; of long lists the beginning, for the rest stands in the draft. */
const shownFindings = 8

function CheckOfFile({ check }: { check: Schemas['CheckTemplateView'] }) {
  const { t } = useTranslation('templates')
  const errors = check.findings.filter((finding) => finding.severity === 'error')
  if (check.publishable) return <Alert type="success" showIcon title={t('new.fine')} />
  return (
    <Alert
      type={check.readable ? 'warning' : 'error'}
      showIcon
      title={check.readable ? t('new.asDraft', { count: errors.length }) : t('new.noTemplate')}
      description={<Findings findings={errors.slice(0, shownFindings)} />}
    />
  )
}
