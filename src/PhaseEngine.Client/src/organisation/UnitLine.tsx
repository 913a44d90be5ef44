import { Tag } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { Schemas } from '../api/api'
import { useWords } from '../office/useWords'

/** A unit in a list or a tree: what it is called, and what it is. */
export function UnitLine({ unit }: { unit: Schemas['UnitView'] }) {
  const { t } = useTranslation('organisation')
  const words = useWords()
  return (
    <span className="unit-line">
      <Link to={`/organisation/units/${unit.id}`}>{unit.name}</Link>
      <small className="quiet">{unit.code} · {words.say('unitType', unit.type)}</small>
      {unit.dissolvedOn !== null && <Tag>{t('unit.dissolved')}</Tag>}
    </span>
  )
}
