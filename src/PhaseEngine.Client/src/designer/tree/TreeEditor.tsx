import { DeleteOutlined, MoreOutlined, PlusOutlined } from '@ant-design/icons'
import { Button, Dropdown, Select, type MenuProps } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useDesigner } from '../DesignerContext'
import { mentionsKey, requirementsOf, type Leaf, type Tree } from '../document'
import type { Editing } from '../panel/props'
import { LeafEditor } from './LeafEditor'
import { firstLeaf, subjectsFor, type Scope, type Subject } from './metrics'

interface TreeEditorProps extends Editing<Tree> {
  scope: Scope
  owner: string
}

/** Conditions: groups of all, any or none, over sentences that are opened to be changed. */
export function TreeEditor({ label, value, onChange, disabled, scope, owner }: TreeEditorProps) {
  const { t } = useTranslation('designer')
  const { palette, template, words } = useDesigner()
  const subjects = subjectsFor(scope, owner, palette, template, words, { unit: t('tree.unit'), member: t('tree.member'), today: t('tree.today'), own: t('tree.own') })
  if (value === undefined) {
    const first = firstLeaf(subjects)
    return (
      <div className="tree">
        <p className="quiet">{t(`tree.none.${scope}`)}</p>
        {disabled !== true && <Button type="dashed" size="small" icon={<PlusOutlined />} onClick={() => onChange(scope === 'gate' ? { all: [first] } : first)}>{t('tree.add')}</Button>}
        {disabled !== true && scope === 'gate' && <AllDone owner={owner} value={value} onChange={onChange} />}
      </div>
    )
  }
  return (
    <div className="tree" role="group" aria-label={label}>
      <Node node={value} subjects={subjects} scope={scope} owner={owner} disabled={disabled ?? false} onChange={onChange} isTop />
      {disabled !== true && scope === 'gate' && <AllDone owner={owner} value={value} onChange={onChange} />}
    </div>
  )
}

/** The commonest wish in one step: everything asked in the gate's phase is done. */
function AllDone({ owner, value, onChange }: { owner: string; value: Tree | undefined; onChange: (value: Tree) => void }) {
  const { t } = useTranslation('designer')
  const { template } = useDesigner()
  const phase = template.byId.get(owner)?.phase
  const missing = requirementsOf(template).filter((row) => row.phase === phase && row.reworkOf === null && !row.standing && !mentionsKey(value, row.key))
  if (phase === null || missing.length === 0) return null
  const leaves = missing.map((row): Leaf => ({ metric: `${row.key}.status`, op: 'in', value: ['done', 'waived'] }))
  const rest: readonly Tree[] = value === undefined ? [] : 'all' in value ? value.all : [value]
  return <Button type="link" size="small" onClick={() => onChange({ all: [...rest, ...leaves] })}>{t('tree.allDone', { count: missing.length })}</Button>
}

interface NodeProps {
  node: Tree
  subjects: readonly Subject[]
  scope: Scope
  owner: string
  disabled: boolean
  isTop?: boolean
  onChange: (node: Tree | undefined) => void
}

type GroupWord = 'all' | 'any' | 'none'

function Node(props: NodeProps) {
  const { node } = props
  if ('all' in node) return <Group {...props} word="all" parts={node.all} />
  if ('any' in node) return <Group {...props} word="any" parts={node.any} />
  if (!('not' in node)) return <Sentence {...props} leaf={node} />
  // None of several is not (any of them).
  const inner = node.not
  return <Group {...props} word="none" parts={'any' in inner ? inner.any : [inner]} />
}

function treeOf(word: GroupWord, parts: readonly Tree[]): Tree | undefined {
  const [only] = parts
  if (only === undefined) return undefined
  if (word === 'none') return { not: parts.length === 1 ? only : { any: parts } }
  return word === 'all' ? { all: parts } : { any: parts }
}

function Group({ word, parts, subjects, scope, owner, disabled, isTop = false, onChange }: NodeProps & { word: GroupWord; parts: readonly Tree[] }) {
  const { t } = useTranslation('designer')
  const put = (next: readonly Tree[]) => onChange(treeOf(word, next))
  return (
    <div className="group">
      <div className="line">
        <Select
          size="small" aria-label={t('tree.how')} disabled={disabled} value={word} onChange={(next: GroupWord) => onChange(treeOf(next, parts))}
          options={(['all', 'any', 'none'] as const).map((value) => ({ value, label: t(`tree.word.${value}`) }))}
        />
        {!disabled && !isTop && <Button type="text" size="small" icon={<DeleteOutlined />} aria-label={t('tree.removeGroup')} onClick={() => onChange(undefined)} />}
      </div>
      <ul>
        {parts.map((part, index) => (
          <li key={index}>
            <Node
              node={part} subjects={subjects} scope={scope} owner={owner} disabled={disabled}
              onChange={(next) => put(next === undefined ? parts.filter((_, at) => at !== index) : parts.map((other, at) => (at === index ? next : other)))}
            />
          </li>
        ))}
      </ul>
      {!disabled && (
        <div className="line">
          <Button type="dashed" size="small" icon={<PlusOutlined />} onClick={() => put([...parts, firstLeaf(subjects)])}>{t('tree.add')}</Button>
          <Button type="text" size="small" icon={<PlusOutlined />} onClick={() => put([...parts, { [word === 'all' ? 'any' : 'all']: [firstLeaf(subjects)] } as unknown as Tree])}>{t('tree.addGroup')}</Button>
        </div>
      )}
    </div>
  )
}

/** A condition in plain words; opened, it can be changed. */
function Sentence({ leaf, subjects, scope, owner, disabled, isTop = false, onChange }: NodeProps & { leaf: Leaf }) {
  const { t } = useTranslation('designer')
  const { words } = useDesigner()
  const [open, setOpen] = useState(false)
  const items: MenuProps['items'] = [
    { key: 'all', label: t('tree.wrapAll'), onClick: () => onChange({ all: [leaf, firstLeaf(subjects)] }) },
    { key: 'any', label: t('tree.wrapAny'), onClick: () => onChange({ any: [leaf, firstLeaf(subjects)] }) },
    { key: 'not', label: t('tree.wrapNot'), onClick: () => onChange({ not: leaf }) },
    { type: 'divider' },
    { key: 'remove', label: t('tree.remove'), danger: true, onClick: () => onChange(undefined) },
  ]
  return (
    <div className={`sentence ${open ? 'open' : ''}`}>
      <div className="line">
        <button type="button" className="say" aria-expanded={open} onClick={() => setOpen(!open)}>{words.leaf(leaf, owner)}{leaf.text !== undefined && <span className="facts">{words.leaf({ ...leaf, text: undefined }, owner)}</span>}</button>
        {!disabled && <Dropdown autoFocus trigger={['click']} menu={{ items }}><Button type="text" size="small" icon={<MoreOutlined />} aria-label={t('tree.more')} /></Dropdown>}
        {!disabled && !isTop && <Button type="text" size="small" icon={<DeleteOutlined />} aria-label={t('tree.remove')} onClick={() => onChange(undefined)} />}
      </div>
      {open && <LeafEditor leaf={leaf} subjects={subjects} scope={scope} disabled={disabled} onChange={onChange} />}
    </div>
  )
}
