import { useMutation, useQuery } from '@tanstack/react-query'
import { Button, Checkbox, Form, Input, InputNumber, Modal, Popconfirm, Tag } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, take, type Schemas } from '../api/api'
import { queries } from '../api/queries'
import { ActDialog } from '../office/ActDialog'
import { useDays } from '../shell/days'
import { Answer, Failed } from '../shell/states'

interface Typed {
  name: string
  days: number
  readOnly: boolean
}

/** What one's programs sign in with. A token is shown once, when it is made. */
export function Tokens() {
  const { t } = useTranslation('people')
  const days = useDays()
  const [making, setMaking] = useState(false)
  const [made, setMade] = useState<Schemas['MakeTokenView'] | null>(null)
  const tokens = useQuery({ queryKey: ['me', 'tokens'], queryFn: () => take(api.GET('/api/v1/me/tokens')) })
  const revoke = useMutation({
    mutationFn: (tokenId: string) => take(api.DELETE('/api/v1/me/tokens/{tokenId}', { params: { path: { tokenId } } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['me', 'tokens'] }),
  })

  return (
    <>
      <p className="quiet">{t('tokens.mean')}</p>
      {revoke.error && <Failed error={revoke.error} />}
      <Answer of={tokens}>
        {(found) => (
          <ul className="found">
            {found.map((token) => (
              <li key={token.id} className="with-act">
                <span>{token.name} {token.readOnly && <Tag>{t('tokens.readOnly')}</Tag>} <small className="quiet">{t('tokens.until', { day: days.full(token.expiresAt) })}</small></span>
                <Popconfirm title={t('tokens.sure', { name: token.name })} onConfirm={() => revoke.mutate(token.id)}><Button size="small">{t('tokens.revoke')}</Button></Popconfirm>
              </li>
            ))}
          </ul>
        )}
      </Answer>
      <Button onClick={() => setMaking(true)}>{t('tokens.make')}</Button>
      <ActDialog<Typed, Schemas['MakeTokenView']>
        open={making}
        close={() => setMaking(false)}
        title={t('tokens.make')}
        done={t('tokens.made')}
        first={{ days: 90, readOnly: true }}
        act={(typed) => take(api.POST('/api/v1/me/tokens', { body: { ...typed, name: typed.name.trim() } }))}
        after={setMade}
      >
        <Form.Item name="name" label={t('tokens.name')} rules={[{ required: true, whitespace: true, message: t('missing', { field: t('tokens.name') }) }]}><Input maxLength={100} placeholder={t('tokens.nameHint')} /></Form.Item>
        <Form.Item name="days" label={t('tokens.days')}><InputNumber min={1} max={366} precision={0} /></Form.Item>
        <Form.Item name="readOnly" valuePropName="checked"><Checkbox>{t('tokens.readOnly')}</Checkbox></Form.Item>
      </ActDialog>
      <Modal open={made !== null} title={t('tokens.made')} onCancel={() => setMade(null)} footer={<Button type="primary" onClick={() => setMade(null)}>{t('slip.close')}</Button>} mask={{ closable: false }}>
        <p>{t('tokens.once')}</p>
        <p className="token">{made?.token}</p>
      </Modal>
    </>
  )
}
