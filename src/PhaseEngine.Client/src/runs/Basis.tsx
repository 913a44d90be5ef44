import { Collapse } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Schemas } from '../api/api'

/** Why one is asked this: where the rule comes from. */
export function Basis({ basis }: { basis: readonly Schemas['BasisView'][] }) {
  const { t } = useTranslation()
  if (basis.length === 0) return null

  const lines = basis.map((one) => [one.issuer, one.number, one.date, one.paragraph].filter((part) => part !== null).join(' · '))
  return (
    <Collapse
      ghost
      size="small"
      items={[{ key: 'basis', label: t('basis.why'), children: <ul className="basis">{lines.map((line) => <li key={line}>{line}</li>)}</ul> }]}
    />
  )
}
