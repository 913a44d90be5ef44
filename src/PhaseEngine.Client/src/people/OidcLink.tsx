import { useMutation } from '@tanstack/react-query'
import { App, Button, Form, Input, Popconfirm } from 'antd'
import { useTranslation } from 'react-i18next'
import { api, take } from '../api/api'
import { queries } from '../api/queries'
import { Refusal } from '../api/refusal'
import { Failed } from '../shell/states'
import type { Me } from '../shell/useMe'

type Oidc = NonNullable<Me['oidc']>

/** Whether one comes in by the organisation's own sign-in as well, and linking one's account to it. */
export function OidcLink({ oidc }: { oidc: Oidc }) {
  const { t } = useTranslation('people')
  if (oidc.only) return <p>{t('account.oidcOnly', { name: oidc.name })}</p>
  return oidc.linked ? <Linked oidc={oidc} /> : <NotLinked oidc={oidc} />
}

function Linked({ oidc }: { oidc: Oidc }) {
  const { t } = useTranslation('people')
  const { message } = App.useApp()
  const end = useMutation({
    mutationFn: () => take(api.DELETE('/api/v1/me/oidc')),
    onSuccess: async () => {
      message.success(t('account.oidcUnlinked'))
      await queries.invalidateQueries({ queryKey: ['me'] })
    },
  })
  return (
    <>
      <p>{t('account.oidcLinked', { name: oidc.name })}</p>
      {end.error && <Failed error={end.error} />}
      <Popconfirm title={t('account.oidcSure')} onConfirm={() => end.mutate()}><Button loading={end.isPending}>{t('account.oidcUnlink')}</Button></Popconfirm>
    </>
  )
}

function NotLinked({ oidc }: { oidc: Oidc }) {
  const { t } = useTranslation('people')
  const [form] = Form.useForm<{ password: string }>()
  const link = useMutation({
    mutationFn: ({ password }: { password: string }) => take(api.POST('/api/v1/me/oidc', { body: { password } })),
    // There and back: the server's own page receives the answer.
    onSuccess: ({ address }) => location.assign(address),
    onError: (error) => {
      if (error instanceof Refusal && error.code === 'password-wrong') form.setFields([{ name: 'password', errors: [error.detail ?? error.title] }])
    },
  })
  return (
    <Form form={form} layout="vertical" onFinish={(typed) => link.mutate(typed)}>
      <p className="quiet">{t('account.oidcMeans', { name: oidc.name })}</p>
      <Form.Item name="password" label={t('account.oidcPassword')} rules={[{ required: true, message: t('missing', { field: t('account.oidcPassword') }) }]}>
        <Input.Password autoComplete="current-password" />
      </Form.Item>
      {link.error && !(link.error instanceof Refusal && link.error.code === 'password-wrong') && <Failed error={link.error} />}
      <Button htmlType="submit" loading={link.isPending}>{t('account.oidcLink')}</Button>
    </Form>
  )
}
