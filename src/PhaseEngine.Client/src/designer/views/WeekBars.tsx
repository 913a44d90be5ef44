import { useTranslation } from 'react-i18next'
import { useFigures } from './useFigures'

interface Series {
  name: string
  values: readonly number[]
  /** Which of them stands out. */
  marked?: readonly boolean[]
  /** What the other is compared with. */
  faint?: boolean
}

interface WeekBarsProps {
  /** What the chart shows, for whoever does not see it; the figures stand in a table beside it. */
  label: string
  /** Mondays. */
  weeks: readonly string[]
  series: readonly Series[]
  limit?: { value: number; name: string }
}

/** A bar for each week, or two side by side where two things are compared. */
export function WeekBars({ label, weeks, series, limit }: WeekBarsProps) {
  const { i18n } = useTranslation()
  const { week: weekOf } = useFigures()
  const top = Math.max(1, ...series.flatMap((one) => one.values)) * 1.08
  // A limit far above everything would flatten what there is to see.
  const shownLimit = limit !== undefined && limit.value <= top * 1.6 ? limit : undefined
  const highest = Math.max(top, (shownLimit?.value ?? 0) * 1.08)
  const format = new Intl.NumberFormat(i18n.language, { maximumFractionDigits: 1 })
  const labelled = Math.max(1, Math.ceil(weeks.length / 12))
  const height = (value: number) => `${(100 * value) / highest}%`

  return (
    <figure className="week-bars" aria-label={label} role="img">
      <div className="plot">
        {shownLimit && <span className="limit" style={{ bottom: height(shownLimit.value) }}><span>{shownLimit.name}</span></span>}
        {weeks.map((week, index) => (
          <span key={week} className="week">
            <span className="bars">
              {series.map((one) => {
                const value = one.values[index] ?? 0
                return (
                  <span
                    key={one.name}
                    className={`week-bar ${one.faint ? 'faint' : ''} ${one.marked?.[index] ? 'marked' : ''}`}
                    style={{ height: height(value) }}
                    title={`${weekOf(week)} · ${one.name} ${format.format(value)}`}
                  >
                    {weeks.length <= 16 && series.length === 1 && value > 0 && <span className="value">{format.format(value)}</span>}
                  </span>
                )
              })}
            </span>
            <span className="week-name">{index % labelled === 0 ? `${Number(week.slice(5, 7))}/${Number(week.slice(8))}` : ''}</span>
          </span>
        ))}
      </div>
      {series.length > 1 && <figcaption>{series.map((one) => <span key={one.name}><i className={one.faint ? 'faint' : ''} />{one.name}</span>)}</figcaption>}
    </figure>
  )
}
