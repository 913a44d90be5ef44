import { useMutation } from '@tanstack/react-query'
import { Alert, Button, Space } from 'antd'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { api, take } from '../api/api'
import { Failed } from '../shell/states'
import { forgetDraft, type KeptDraft, type Saving } from './saving'

interface NoticesProps {
  stored: { templateId: string; version: number }
  published: boolean
  mayDesign: boolean
  saving: Saving
  kept: KeptDraft | null
  onTakeKept: (draft: KeptDraft) => void
  onDropKept: () => void
  onOverwrite: () => void
  onReload: () => void
  onAgain: () => void
}

/** What has to be known before going on: published, kept from before, changed by somebody else, not saved. */
export function Notices({ stored, published, mayDesign, saving, kept, onTakeKept, onDropKept, onOverwrite, onReload, onAgain }: NoticesProps) {
  const { t } = useTranslation('designer')
  const navigate = useNavigate()
  const { templateId, version } = stored
  const draft = useMutation({
    mutationFn: () => take(api.POST('/api/v1/templates/{templateId}/versions', { params: { path: { templateId } } })),
    onSuccess: (made) => navigate(`/templates/${templateId}/versions/${made.templateVersion}/edit`),
  })
  const forget = () => {
    forgetDraft(templateId, version)
    onDropKept()
  }
  const theirs = () => {
    forgetDraft(templateId, version)
    onReload()
  }

  return (
    <>
      {published && (
        <Alert
          type="info" showIcon className="notice" title={t('notices.published')}
          action={mayDesign && <Button type="primary" loading={draft.isPending} onClick={() => draft.mutate()}>{t('notices.draft')}</Button>}
        />
      )}
      {draft.error && <Failed error={draft.error} />}
      {kept !== null && (
        <Alert
          type="warning" showIcon className="notice" title={t('notices.kept')} description={t('notices.keptMore')}
          action={<Space wrap><Button onClick={() => onTakeKept(kept)}>{t('notices.takeKept')}</Button><Button onClick={forget}>{t('notices.dropKept')}</Button></Space>}
        />
      )}
      {saving.state === 'changed' && (
        <Alert
          type="warning" showIcon className="notice" title={t('notices.changed')} description={t('notices.changedMore')}
          action={<Space wrap><Button onClick={theirs}>{t('notices.theirs')}</Button><Button danger onClick={onOverwrite}>{t('notices.mine')}</Button></Space>}
        />
      )}
      {saving.state === 'offline' && <Alert type="warning" showIcon className="notice" title={t('notices.offline')} action={<Button onClick={onAgain}>{t('notices.again')}</Button>} />}
      {saving.state === 'refused' && <Failed error={saving.refusal} again={onAgain} />}
    </>
  )
}
