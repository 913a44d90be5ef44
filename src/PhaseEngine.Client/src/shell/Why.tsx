import { QuestionCircleOutlined } from '@ant-design/icons'
import { Button, Popover } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Schemas } from '../api/api'

export type BasisView = Schemas['BasisView']

/** A rule's source in one line: who issued it, its number, its day, where in it. */
export const sourceOf = (one: BasisView) => [one.issuer, one.number, one.date, one.paragraph].filter((part) => part !== null).join(' · ')

/** Why one is asked this (S.49), behind a small button. */
export function Why({ basis, title }: { basis: readonly BasisView[]; title: string }) {
  const { t } = useTranslation()
  if (basis.length === 0) return null
  return (
    <Popover trigger="click" title={t('basis.why')} content={<ul className="basis">{basis.map((one) => <li key={sourceOf(one)}>{sourceOf(one)}</li>)}</ul>}>
      <Button type="text" size="small" className="why" icon={<QuestionCircleOutlined />} aria-label={t('basis.whyOf', { title })} />
    </Popover>
  )
}
