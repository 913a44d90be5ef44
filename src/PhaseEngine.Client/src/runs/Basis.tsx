import { Collapse } from 'antd'
import { useTranslation } from 'react-i18next'
import { sourceOf, type BasisView } from '../shell/Why'

/** Why one is asked this: where the rule comes from. */
export function Basis({ basis }: { basis: readonly BasisView[] }) {
  const { t } = useTranslation()
  if (basis.length === 0) return null
  return (
    <Collapse
      ghost
      size="small"
      items={[{ key: 'basis', label: t('basis.why'), children: <ul className="basis">{basis.map((one) => <li key={sourceOf(one)}>{sourceOf(one)}</li>)}</ul> }]}
    />
  )
}
