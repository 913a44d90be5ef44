import { SnippetsOutlined } from '@ant-design/icons'
import { useMutation } from '@tanstack/react-query'
import { Alert, Button, Flex, Input, Modal, Typography } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, take } from '../api/api'
import { Failed } from '../shell/states'
import type { Served } from './acts'

interface PasteNamesProps {
  serves: readonly Served[]

  /** What the list may be a list of. */
  meanings: readonly { label: string; take: (ids: string[]) => void }[]
}

/** Takes a list of names or numbers as people have it, from a chat or a sheet, and says whom it does not know. */
export function PasteNames({ serves, meanings }: PasteNamesProps) {
  const { t } = useTranslation()
  const [open, setOpen] = useState(false)
  const [text, setText] = useState('')
  const match = useMutation({ mutationFn: () => matchIn(serves, text) })
  const found = match.data
  const close = () => {
    setOpen(false)
    match.reset()
  }

  return (
    <>
      <Button size="small" icon={<SnippetsOutlined />} onClick={() => setOpen(true)}>{t('paste.open')}</Button>
      <Modal open={open} onCancel={close} title={t('paste.title')} footer={null} destroyOnHidden>
        <Typography.Paragraph type="secondary">{t('paste.hint')}</Typography.Paragraph>
        <Input.TextArea
          aria-label={t('paste.title')}
          value={text}
          autoSize={{ minRows: 4, maxRows: 12 }}
          onChange={(event) => {
            setText(event.target.value)
            match.reset()
          }}
        />
        <div className="paste-result" aria-live="polite">
          {match.error && <Failed error={match.error} />}
          {found && <Alert type={found.unknown.length + found.ambiguous.length > 0 ? 'warning' : 'success'} showIcon title={t('paste.found', { count: found.ids.length })} description={<Unfound {...found} />} />}
        </div>
        <Flex gap="small" wrap>
          {found === undefined
            ? <Button type="primary" loading={match.isPending} disabled={text.trim() === ''} onClick={() => match.mutate()}>{t('paste.match')}</Button>
            : meanings.map((meaning) => (
                <Button
                  key={meaning.label}
                  disabled={found.ids.length === 0}
                  onClick={() => {
                    meaning.take(found.ids)
                    setText('')
                    close()
                  }}
                >
                  {meaning.label}
                </Button>
              ))}
        </Flex>
      </Modal>
    </>
  )
}

function Unfound({ ambiguous, unknown }: { ambiguous: readonly string[]; unknown: readonly string[] }) {
  const { t } = useTranslation()
  return (
    <>
      {unknown.length > 0 && <div>{t('paste.unknown', { names: unknown.join('、') })}</div>}
      {ambiguous.length > 0 && <div>{t('paste.ambiguous', { names: ambiguous.join('、') })}</div>}
    </>
  )
}

/** Of a joint session, whoever is known to one of the units is found. */
async function matchIn(serves: readonly Served[], text: string) {
  const answers = await Promise.all(serves.map(({ runId, key }) => take(api.POST('/api/v1/runs/{runId}/requirements/{requirement}/members/match', {
    params: { path: { runId, requirement: key } },
    body: { text },
  }))))
  const found = new Set(answers.flatMap((answer) => answer.found.map((one) => one.entry)))
  const ambiguous = [...new Set(answers.flatMap((answer) => answer.ambiguous))].filter((entry) => !found.has(entry))
  const unknown = [...new Set(answers.flatMap((answer) => answer.unknown))].filter((entry) => !found.has(entry) && !ambiguous.includes(entry))
  return { ids: [...new Set(answers.flatMap((answer) => answer.found.map((one) => one.id)))], ambiguous, unknown }
}
