import { InputNumber, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { useDesigner } from '../DesignerContext'
import type { Leaf } from '../document'
import { DateEditor } from '../panel/DateEditor'
import { RoleSelect } from '../panel/rows'
import { TextEditor } from '../panel/TextEditor'
import type { Metric } from '../usePalette'
import { opName } from '../words/useWords'
import { leafFor, looked, opsFor, type Scope, type Subject } from './metrics'

interface LeafEditorProps {
  leaf: Leaf
  subjects: readonly Subject[]
  scope: Scope
  disabled: boolean
  onChange: (leaf: Leaf) => void
}

/** One condition: what is looked at, how it is compared, and with what. */
export function LeafEditor({ leaf, subjects, scope, disabled, onChange }: LeafEditorProps) {
  const { t } = useTranslation('designer')
  const { subject, metric } = looked(leaf, subjects)
  const chooseSubject = (prefix: string) => {
    const next = subjects.find((other) => other.prefix === prefix)
    const same = next?.metrics.find((item) => item.name === metric?.name) ?? next?.metrics.find((item) => item.name === 'status') ?? next?.metrics[0]
    if (next !== undefined && same !== undefined) onChange(leafFor(next, same))
  }
  const chooseMetric = (name: string) => {
    const next = subject?.metrics.find((item) => item.name === name)
    if (subject !== undefined && next !== undefined) onChange(leafFor(subject, next))
  }
  const chooseOp = (op: string) => onChange({ ...leaf, op, value: fitting(leaf.value, op) })
  const kind = metric?.type === 'date' ? 'date' : metric?.type === 'word' || metric?.type === 'bool' ? 'word' : 'number'
  const groups = (['requirement', 'phase', 'gate', 'facts'] as const)
    .map((group) => ({ label: t(`tree.groups.${group}`), options: subjects.filter((other) => other.group === group).map((other) => ({ value: other.prefix, label: other.title })) }))
    .filter((group) => group.options.length > 0)

  return (
    <div className="leaf">
      {subjects.length > 1 && (
        <Select aria-label={t('tree.what')} disabled={disabled} className="grow" value={subject?.prefix} placeholder={t('choose')} options={groups} showSearch={{ optionFilterProp: 'label' }} onChange={chooseSubject} />
      )}
      {subject !== undefined && (subject.metrics.length > 1 || metric === undefined) && (
        <Select aria-label={t('tree.metric')} disabled={disabled} className="grow" value={metric?.name} placeholder={t('choose')} options={subject.metrics.map((item) => ({ value: item.name, label: item.title }))} onChange={chooseMetric} />
      )}
      {metric !== undefined && (
        <div className="line wrap">
          {metric.type !== 'bool' && <Select aria-label={t('tree.op')} disabled={disabled} value={leaf.op} onChange={chooseOp} options={opsFor(metric).map((op) => ({ value: op, label: t(`op.${kind}.${opName(op)}`) }))} />}
          <ValueEditor leaf={leaf} metric={metric} disabled={disabled} onChange={(value) => onChange({ ...leaf, value })} />
        </div>
      )}
      <More leaf={leaf} metric={metric} scope={scope} disabled={disabled} onChange={onChange} />
    </div>
  )
}

/** One word becomes a list of one where a list is asked, and back. */
function fitting(value: unknown, op: string): unknown {
  const many = op === 'in' || op === 'notIn'
  if (many) return Array.isArray(value) ? value : [value]
  return Array.isArray(value) ? (value[0] as unknown) : value
}

function ValueEditor({ leaf, metric, disabled, onChange }: { leaf: Leaf; metric: Metric; disabled: boolean; onChange: (value: unknown) => void }) {
  const { t } = useTranslation('designer')
  const label = t('tree.value')
  switch (metric.type) {
    case 'bool':
      return <Select aria-label={label} disabled={disabled} value={leaf.value === true} onChange={onChange} options={[{ value: true, label: t('words.yes') }, { value: false, label: t('words.no') }]} />
    case 'date':
      return <DateEditor label={label} disabled={disabled} value={typeof leaf.value === 'string' ? leaf.value : undefined} onChange={onChange} />
    case 'word':
      return (
        <Select
          aria-label={label} disabled={disabled} className="grow" mode={leaf.op === 'in' || leaf.op === 'notIn' ? 'multiple' : undefined} value={leaf.value}
          options={(metric.words ?? []).map((word) => ({ value: word.word, label: word.title }))} onChange={onChange}
        />
      )
    default:
      return (
        <InputNumber
          aria-label={label} disabled={disabled} value={typeof leaf.value === 'number' ? leaf.value : null} min={0} max={metric.type === 'percent' ? 100 : undefined}
          suffix={metric.type === 'percent' ? '%' : metric.unit === 'h' ? t('words.hour') : undefined} onChange={(value) => onChange(value)}
        />
      )
  }
}

/** Whose figure it is, and other words for it: rarely needed, so folded away until it is. */
function More({ leaf, metric, scope, disabled, onChange }: { leaf: Leaf; metric: Metric | undefined; scope: Scope; disabled: boolean; onChange: (leaf: Leaf) => void }) {
  const { t } = useTranslation('designer')
  const { palette } = useDesigner()
  const categories = palette.facts.find((fact) => fact.name === 'member.category')?.words ?? []
  const put = (change: Partial<Record<keyof Leaf, unknown>>) => onChange(Object.fromEntries(Object.entries({ ...leaf, ...change }).filter(([, value]) => value !== undefined)) as unknown as Leaf)
  if (scope !== 'gate') return null
  return (
    <details open={leaf.of !== undefined || leaf.members !== undefined || leaf.text !== undefined || leaf.who !== undefined}>
      <summary>{t('tree.further')}</summary>
      {metric?.ofMembers === true && (
        <Select
          mode="multiple" aria-label={t('tree.members')} placeholder={t('tree.members')} disabled={disabled} className="grow" value={[...(leaf.members ?? [])]}
          options={categories.map((word) => ({ value: word.word, label: word.title }))} onChange={(members: string[]) => put({ members: members.length === 0 ? undefined : members })}
        />
      )}
      <div className="line wrap">
        <Select
          aria-label={t('tree.units')} disabled={disabled} value={leaf.of ?? 'own'} onChange={(of: string) => put(of === 'own' ? { of: undefined, share: undefined } : { of })}
          options={(['own', 'direct', 'all'] as const).map((value) => ({ value, label: t(`scope.${value}.name`) }))}
        />
        {leaf.of !== undefined && <InputNumber aria-label={t('tree.share')} disabled={disabled} min={1} max={100} suffix="%" value={leaf.share ?? 100} onChange={(share) => put({ share: share === null || share === 100 ? undefined : share })} />}
      </div>
      <TextEditor label={t('tree.text')} hint={t('tree.text')} value={leaf.text} disabled={disabled} onChange={(text) => put({ text })} />
      <RoleSelect label={t('tree.who')} value={leaf.who} disabled={disabled} onChange={(who) => put({ who })} />
    </details>
  )
}
