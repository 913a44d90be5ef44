import { Segmented, Typography } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Schemas } from '../api/api'
import { Nothing } from '../shell/states'
import type { Filter } from './Units'

type Item = Schemas['GetHoldupsItem']
type Sort = 'late' | 'superior' | 'open'

const shown = 8

interface HoldupsProps {
  holdups: Schemas['GetHoldupsView']
  narrow: (filter: Filter) => void
}

/** Where units are held up: the requirements and gates that most are late with, and those where they wait for their superior. */
export function Holdups({ holdups, narrow }: HoldupsProps) {
  const { t } = useTranslation('campaigns')
  const common = useTranslation().t
  const [sort, setSort] = useState<Sort>('late')
  const items = holdups.items.filter((item) => item[sort] > 0).sort((a, b) => b[sort] - a[sort]).slice(0, shown)
  const most = items[0]?.[sort] ?? 1

  return (
    <section className="card">
      <Typography.Title level={2} className="part">{t('holdups.title')}</Typography.Title>
      <Segmented
        aria-label={common('choice.order')}
        value={sort}
        onChange={setSort}
        options={(['late', 'superior', 'open'] as const).map((value) => ({ value, label: t(`holdups.by.${value}`) }))}
        className="filters"
      />
      {items.length === 0 && <Nothing text={t(`holdups.none.${sort}`)} />}
      <ol className="holdups">
        {items.map((item) => (
          <li key={item.key}>
            <span className="what">{item.title} <small className="quiet">{phaseOf(item, holdups)}</small></span>
            <span className="track" aria-hidden><span className={sort} style={{ width: `${(100 * item[sort]) / most}%` }} /></span>
            <span className="words">
              {t('holdups.open', { count: item.open })}
              {item.late > 0 && <span className="mark bad">{t('holdups.late', { count: item.late })}</span>}
              {item.superior > 0 && <button type="button" className="plain mark soon" onClick={() => narrow({ waiting: true })}>{t('holdups.superior', { count: item.superior })}</button>}
              {item.returned > 0 && <button type="button" className="plain mark" onClick={() => narrow({ gate: 'returned' })}>{t('holdups.returned', { count: item.returned })}</button>}
            </span>
          </li>
        ))}
      </ol>
    </section>
  )
}

const phaseOf = (item: Item, { phases }: Schemas['GetHoldupsView']) => phases.find((phase) => phase.key === item.phase)?.title
