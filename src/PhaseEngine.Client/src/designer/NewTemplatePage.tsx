import { ImportOutlined, PlusSquareOutlined } from '@ant-design/icons'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Button, Form, Input, Upload } from 'antd'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { api, take } from '../api/api'
import { Answer, Failed, Nothing } from '../shell/states'
import { Title } from '../shell/Title'
import { blankTemplate, headingOf, say, setHeading, type Definition } from './document'
import './designer.css'

/** A new template: from the library, from a blank one, or from a file. */
export function NewTemplatePage() {
  const { t, i18n } = useTranslation('designer')
  const navigate = useNavigate()
  const [title, setTitle] = useState('')
  const [unreadable, setUnreadable] = useState(false)
  const library = useQuery({ queryKey: ['template-library', i18n.language], queryFn: () => take(api.GET('/api/v1/template-library')), staleTime: Infinity })
  const create = useMutation({
    mutationFn: (definition: Definition) => take(api.POST('/api/v1/templates', { body: { definition: definition as never } })),
    onSuccess: (made) => navigate(`/templates/${made.templateId}/versions/${made.templateVersion}/edit`),
  })
  const titleId = useId()
  const name = title.trim()

  const fromBlank = () => create.mutate(blankTemplate(freshId(), { title: name, phase: t('first.phase'), gate: t('first.gate'), approval: t('first.approval') }))
  const fromLibrary = (definition: Definition) => {
    const own = { ...definition, definitionId: freshId(), version: 1, isPublished: false }
    create.mutate(setHeading(own, 'title', name === '' ? `${say(headingOf(definition).title, 'zh-CN')}${t('copyOf')}` : name))
  }
  const fromFile = async (file: File) => {
    setUnreadable(false)
    try {
      const definition = JSON.parse(await file.text()) as Definition
      create.mutate(definition)
    } catch {
      setUnreadable(true)
    }
  }

  return (
    <div className="new-template">
      <Title text={t('new.title')} />
      {create.error && <Failed error={create.error} />}
      <Form layout="vertical">
        <Form.Item label={t('new.name')} htmlFor={titleId} extra={t('new.nameHelp')}>
          <Input id={titleId} value={title} maxLength={120} onChange={(event) => setTitle(event.target.value)} placeholder={t('new.example')} />
        </Form.Item>
      </Form>
      <div className="ways">
        <section className="card way">
          <h2>{t('new.blank')}</h2>
          <p>{t('new.blankHelp')}</p>
          <Button type="primary" icon={<PlusSquareOutlined />} disabled={name === ''} loading={create.isPending} onClick={fromBlank}>{t('new.begin')}</Button>
          {name === '' && <p className="quiet">{t('new.nameFirst')}</p>}
        </section>
        <section className="card way">
          <h2>{t('new.import')}</h2>
          <p>{t('new.importHelp')}</p>
          <Upload accept=".json,application/json" showUploadList={false} beforeUpload={(file) => { void fromFile(file); return false }}>
            <Button icon={<ImportOutlined />} loading={create.isPending}>{t('new.choose')}</Button>
          </Upload>
          {unreadable && <p className="mark bad">{t('new.unreadable')}</p>}
        </section>
      </div>
      <h2 className="part">{t('new.library')}</h2>
      <Answer of={library}>
        {(items) => items.length === 0 ? <Nothing text={t('new.noLibrary')} /> : (
          <div className="ways">
            {items.map((item) => (
              <section className="card way" key={item.id}>
                <h3>{item.title}</h3>
                <p>{item.guidance}</p>
                <Button loading={create.isPending} onClick={() => fromLibrary(item.definition as Definition)}>{t('new.take')}</Button>
              </section>
            ))}
          </div>
        )}
      </Answer>
    </div>
  )
}

/** Nobody reads it, so that it need not be thought of: the day, and enough chance to be the only one. */
const freshId = () => `template-${new Date().toISOString().slice(0, 10)}-${crypto.randomUUID().slice(0, 8)}`
