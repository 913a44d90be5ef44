import { LockOutlined } from '@ant-design/icons'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useDesigner } from '../DesignerContext'
import type { ApprovalRow, Gate, Tree } from '../document'
import { titleOf } from '../usePalette'
import { AddRequirement } from './AddRequirement'
import { ColumnMenu } from './ColumnMenu'
import { Marks } from './Marks'
import { Row } from './Row'
import { useColumnActs } from './useColumnActs'

/** What stands between two columns: what has to be so, in plain words, and whose word it takes. */
export function GateCard({ gate, handle }: { gate: Gate; handle?: ReactNode }) {
  const { t } = useTranslation('designer')
  const { readOnly, selected, select, words, palette, template } = useDesigner()
  const { onKeyDown } = useColumnActs(gate)
  const approvals = (gate.activity['approvals'] ?? []) as ApprovalRow[]
  const reopens = ((gate.activity['reopens'] ?? []) as string[]).map((key) => words.text(template.byKey.get(key)?.title ?? key))
  return (
    <section className={`gate-card ${selected === gate.id ? 'selected' : ''}`} aria-label={t('gate.label', { title: words.text(gate.title) })}>
      <header>
        {handle}
        <button type="button" className="open" data-part={gate.id} aria-pressed={selected === gate.id} onClick={() => select(gate.id)} onKeyDown={onKeyDown}>
          <LockOutlined aria-hidden /> <span className="name">{words.text(gate.title)}</span>
        </button>
        <Marks id={gate.id} />
        {!readOnly && <ColumnMenu part={gate} />}
      </header>
      <div className="summary">
        <Conditions tree={gate.activity['conditions'] as Tree | undefined} />
        {approvals.length > 0 && (
          <ol>
            {approvals.map((row, index) => (
              <li key={index}>{t('gate.approval', { who: words.role(row.role), act: titleOf(palette.acts, row.act) })}{row.within !== undefined && t('gate.within', { length: words.span(row.within) })}</li>
            ))}
          </ol>
        )}
        {approvals.length === 0 && <p className="quiet">{t('gate.byItself')}</p>}
        {reopens.length > 0 && <p className="quiet">{t('gate.reopens', { what: reopens.join(t('words.and')) })}</p>}
      </div>
      {(gate.rework.length > 0 || (!readOnly && gate.phase !== null)) && (
        <div className="rework">
          {gate.rework.length > 0 && <p className="quiet">{t('gate.rework')}</p>}
          <ul className="rows">{gate.rework.map((row, index) => <Row key={row.id} requirement={row} index={index} movable={false} />)}</ul>
          {!readOnly && gate.phase !== null && gate.rework.length === 0 && <AddRequirement phase={gate.phase} gate={gate.id} />}
        </div>
      )}
    </section>
  )
}

function Conditions({ tree }: { tree: Tree | undefined }) {
  const { t } = useTranslation('designer')
  const { words } = useDesigner()
  if (tree === undefined) return <p className="quiet">{t('gate.noConditions')}</p>
  const parts = 'all' in tree ? tree.all : 'any' in tree ? tree.any : [tree]
  return (
    <>
      {'any' in tree && <p className="quiet">{t('tree.word.any')}</p>}
      <ul>{parts.map((part, index) => <li key={index}>{words.tree(part)}</li>)}</ul>
    </>
  )
}
