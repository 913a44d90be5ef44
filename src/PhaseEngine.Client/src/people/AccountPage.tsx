import { useMutation } from '@tanstack/react-query'
import { App, Button, Form, Input, Popconfirm, Radio, Switch, Typography } from 'antd'
import { useTranslation } from 'react-i18next'
import { api, take } from '../api/api'
import { queries } from '../api/queries'
import { Refusal } from '../api/refusal'
import { dropAll, unsent } from '../shell/drafts'
import { Answer, Failed } from '../shell/states'
import { Title } from '../shell/Title'
import { useMe, type Me } from '../shell/useMe'
import { languages, speak, type Language } from '../texts/i18n'
import { MyPosts } from './MyPosts'
import { OidcLink } from './OidcLink'
import { Tokens } from './Tokens'
import '../office/office.css'
import '../organisation/organisation.css'
import './people.css'

/** One's own account: posts, password, language, mail, programs, devices. */
export function AccountPage() {
  const me = useMe()
  return <Answer of={me}>{(found) => <Account me={found} />}</Answer>
}

function Account({ me }: { me: Me }) {
  const { t } = useTranslation('people')
  return (
    <>
      <Title text={me.name} />
      <Part title={t('account.posts')}><MyPosts me={me} /></Part>
      <Part title={t('account.language')}><LanguageChoice /></Part>
      <Part title={t('account.mail')}><Mail me={me} /></Part>
      {me.oidc?.only !== true && <Part title={t('account.password')}><Password userName={me.userName} /></Part>}
      {me.oidc !== null && <Part title={t('account.oidc', { name: me.oidc.name })}><OidcLink oidc={me.oidc} /></Part>}
      <Part title={t('account.tokens')}><Tokens /></Part>
      <Part title={t('account.sessions')}><Sessions /></Part>
    </>
  )
}

function Part({ title, children }: { title: string; children: React.ReactNode }) {
  return <section className="card account-part"><Typography.Title level={2} className="part">{title}</Typography.Title>{children}</section>
}

const names: Record<Language, string> = { 'zh-CN': '简体中文', 'zh-TW': '繁體中文', en: 'English' }

function LanguageChoice() {
  const { t, i18n } = useTranslation('people')
  const choose = useMutation({
    mutationFn: async (language: Language) => {
      await take(api.PUT('/api/v1/me/language', { body: { language } }))
      await speak(language)
    },
    onSuccess: () => queries.invalidateQueries(),
  })
  return (
    <>
      <p className="quiet">{t('account.languageMeans')}</p>
      <Radio.Group aria-label={t('account.language')} value={i18n.language} onChange={(event) => choose.mutate(event.target.value as Language)} options={languages.map((value) => ({ value, label: names[value] }))} />
      {choose.error && <Failed error={choose.error} />}
    </>
  )
}

function Mail({ me }: { me: Me }) {
  const { t } = useTranslation('people')
  const { message } = App.useApp()
  const [form] = Form.useForm<{ address?: string }>()
  const again = () => queries.invalidateQueries({ queryKey: ['me'] })
  const wish = useMutation({ mutationFn: (wanted: boolean) => take(api.PUT('/api/v1/me/mail', { body: { wanted } })), onSuccess: again })
  const change = useMutation({
    mutationFn: ({ address }: { address?: string }) => take(api.PUT('/api/v1/me/mail-address', { body: { address: address?.trim() || null } })),
    onSuccess: async (changed) => {
      message.success(t(changed.address === null ? 'account.noAddress' : changed.confirmed ? 'saved' : 'account.confirm'))
      await again()
    },
  })
  return (
    <>
      <p><Switch checked={me.wantsMail} loading={wish.isPending} onChange={(wanted) => wish.mutate(wanted)} aria-label={t('account.wantsMail')} /> {t('account.wantsMail')}</p>
      {wish.error && <Failed error={wish.error} />}
      <Form form={form} layout="vertical" initialValues={{ address: me.mailAddress ?? '' }} onFinish={(typed) => change.mutate(typed)}>
        <Form.Item name="address" label={t('account.address')} extra={me.mailAddress === null ? t('account.addressHint') : t(me.mailConfirmed ? 'account.confirmed' : 'account.unconfirmed')}>
          <Input type="email" autoComplete="email" maxLength={200} />
        </Form.Item>
        {change.error && <Failed error={change.error} />}
        <Button htmlType="submit" loading={change.isPending}>{t('account.saveAddress')}</Button>
      </Form>
    </>
  )
}

interface TypedPassword {
  old: string
  new: string
  again: string
}

function Password({ userName }: { userName: string | null }) {
  const { t } = useTranslation('people')
  const { message } = App.useApp()
  const [form] = Form.useForm<TypedPassword>()
  const change = useMutation({
    mutationFn: (typed: TypedPassword) => take(api.PUT('/api/v1/me/password', { body: { old: typed.old, new: typed.new } })),
    onSuccess: () => {
      message.success(t('account.passwordChanged'))
      form.resetFields()
    },
    onError: (error) => {
      if (!(error instanceof Refusal)) return
      const field = error.code === 'password-wrong' ? 'old' : error.code === 'password-too-short' ? 'new' : null
      if (field !== null) form.setFields([{ name: field, errors: [error.detail ?? error.title] }])
    },
  })
  const missing = (field: string) => [{ required: true, message: t('missing', { field }) }]
  return (
    <Form form={form} layout="vertical" onFinish={(typed) => change.mutate(typed)}>
      <input type="text" autoComplete="username" defaultValue={userName ?? ''} hidden readOnly />
      <Form.Item name="old" label={t('account.old')} rules={missing(t('account.old'))}><Input.Password autoComplete="current-password" /></Form.Item>
      <Form.Item name="new" label={t('account.new')} rules={missing(t('account.new'))}><Input.Password autoComplete="new-password" /></Form.Item>
      <Form.Item
        name="again"
        label={t('account.again')}
        dependencies={['new']}
        rules={[...missing(t('account.again')), { validator: (_, value) => (value === form.getFieldValue('new') ? Promise.resolve() : Promise.reject(new Error(t('account.differs')))) }]}
      >
        <Input.Password autoComplete="new-password" />
      </Form.Item>
      {change.error && !(change.error instanceof Refusal && change.error.code.startsWith('password-')) && <Failed error={change.error} />}
      <Button htmlType="submit" loading={change.isPending}>{t('account.changePassword')}</Button>
    </Form>
  )
}

function Sessions() {
  const { t } = useTranslation('people')
  const common = useTranslation().t
  const count = unsent()
  const end = useMutation({
    mutationFn: () => take(api.DELETE('/api/v1/me/sessions')),
    onSuccess: () => {
      dropAll()
      location.assign('/sign-in')
    },
  })
  return (
    <>
      <p>{t('account.sessionsMean')}</p>
      {end.error && <Failed error={end.error} />}
      <Popconfirm title={t('account.endSure')} description={count > 0 && <>{common('shell.unsent', { count })}<br />{common('shell.unsentGoes')}</>} onConfirm={() => end.mutate()}><Button danger loading={end.isPending}>{t('account.end')}</Button></Popconfirm>
    </>
  )
}
