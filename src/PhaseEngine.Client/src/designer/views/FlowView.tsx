import { Segmented } from 'antd'
import { lazy, Suspense, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Nothing } from '../../shell/states'
import { readTemplate } from '../document'
import { FlowText } from './FlowText'
import type { ViewProps } from './view'
import '../../templates/templates.css'
import './views.css'

const FlowChart = lazy(async () => ({ default: (await import('./FlowChart')).FlowChart }))

/** Where there is no room to follow arrows, words come first. */
const narrow = '(max-width: 700px)'

/** What follows what: phases with what they ask, gates, ways of choices, tracks side by side; as a chart or in words. Read only. */
export function FlowView({ definition, select }: ViewProps) {
  const { t } = useTranslation('templates')
  const [as, setAs] = useState<'chart' | 'text'>(() => (matchMedia(narrow).matches ? 'text' : 'chart'))
  const template = useMemo(() => readTemplate(definition), [definition])
  if (template.columns.length === 0) return <Nothing text={t('flow.nothing')} />

  return (
    <section className="view">
      <div className="view-head">
        <p className="quiet">{t(select ? 'flow.hintSelect' : 'flow.hint')}</p>
        <Segmented aria-label={t('views.as')} options={[{ value: 'chart', label: t('views.chart') }, { value: 'text', label: t('flow.text') }]} value={as} onChange={setAs} />
      </div>
      {as === 'chart' ? <Suspense><FlowChart template={template} select={select} /></Suspense> : <FlowText template={template} select={select} />}
    </section>
  )
}
