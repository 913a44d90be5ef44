import { useQuery } from '@tanstack/react-query'
import { Checkbox, Collapse, Form } from 'antd'
import { useTranslation } from 'react-i18next'
import { api, take } from '../api/api'
import type { Requirement, Run } from '../runs/useRun'
import type { Served } from './acts'

/** What else one record may serve: other requirements of its kind, of this unit and of others one records for (S.50). Nothing where there is none. */
export function Joint({ run, requirement, form }: { run: Run; requirement: Requirement; form: string }) {
  const { t } = useTranslation()
  const joint = useQuery({
    queryKey: ['runs', run.id, 'joint', requirement.key],
    queryFn: () => take(api.GET('/api/v1/runs/{runId}/requirements/{requirement}/joint', { params: { path: { runId: run.id, requirement: requirement.key } } })),
  })
  const fit = (joint.data ?? []).filter((one) => one.forms.includes(form))
  if (fit.length === 0) return null

  return (
    <Collapse
      size="small"
      className="joint"
      items={[{
        key: 'joint',
        label: t('joint.title'),
        forceRender: true,
        children: (
          <Form.Item name="also" extra={t('joint.hint')} noStyle={false}>
            <Checkbox.Group
              className="joint-choices"
              options={fit.map((one) => ({
                value: `${one.runId}|${one.key}`,
                label: [...(one.unitId === run.unit.id ? [] : [one.unit]), ...(one.campaign === run.campaign.title ? [] : [one.campaign]), one.title].join(' · '),
              }))}
            />
          </Form.Item>
        ),
      }]}
    />
  )
}

export function alsoOf(ticked: readonly string[]): Served[] {
  return ticked.map((one) => one.split('|')).map(([runId = '', key = '']) => ({ runId, key }))
}
