import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App } from 'antd'
import { useTranslation } from 'react-i18next'
import { api, take } from '../api/api'

/** Publishing is for good: who does it says so once more. */
export function usePublishing(templateId: string, version: number, published?: () => void) {
  const { t } = useTranslation('templates')
  const { modal, message } = App.useApp()
  const queries = useQueryClient()
  const path = { templateId, version }
  const publish = useMutation({
    mutationFn: async () => {
      // The tag says which draft is meant: one that is changed meanwhile is not published unseen.
      const { response } = await api.GET('/api/v1/templates/{templateId}/versions/{version}', { params: { path } })
      return take(api.POST('/api/v1/templates/{templateId}/versions/{version}/publication', {
        params: { path, header: { 'If-Match': response.headers.get('ETag') ?? '' } },
      }))
    },
    onSuccess: async () => {
      void message.success(t('versions.isPublished'))
      await queries.invalidateQueries({ queryKey: ['templates'] })
      published?.()
    },
  })
  const ask = () => void modal.confirm({
    title: t('versions.publishTitle', { version }),
    content: t('versions.publishHint'),
    okText: t('versions.publish'),
    onOk: () => publish.mutate(),
  })
  return { ask, publish }
}
