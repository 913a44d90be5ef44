import { Progress, Typography } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Schemas } from '../api/api'

type Metric = Schemas['MetricView']

interface MetricsProps {
  metrics: readonly Metric[]

  /** Only the first share, where there is little room. */
  few?: boolean
}

/** A requirement's figures: shares as bars, the rest as words. */
export function Metrics({ metrics, few = false }: MetricsProps) {
  const shares = metrics.filter((metric) => metric.type === 'percent' && metric.of !== null && metric.of > 0)
  if (few) {
    const first = shares[0]
    return first === undefined ? null : <span className="share-small"><Share metric={first} /></span>
  }

  const rest = metrics.filter((metric) => metric.type !== 'percent')
  return (
    <dl className="metrics">
      {shares.map((metric) => (
        <div key={metric.name}><dt>{metric.title}</dt><dd><Share metric={metric} /></dd></div>
      ))}
      {rest.map((metric) => (
        <div key={metric.name}><dt>{metric.title}</dt><dd><Figure metric={metric} /></dd></div>
      ))}
    </dl>
  )
}

function Share({ metric }: { metric: Metric }) {
  return (
    <>
      <Progress percent={metric.value ?? 0} size="small" showInfo={false} aria-label={metric.title} />
      <Typography.Text className="share-words">{metric.done} / {metric.of}</Typography.Text>
    </>
  )
}

function Figure({ metric }: { metric: Metric }) {
  const { t } = useTranslation()
  if (metric.fewerThan !== null) return <>{t('metrics.fewer', { count: metric.fewerThan })}</>
  if (metric.value === null) return <Typography.Text type="secondary">{t('metrics.unknown')}</Typography.Text>
  return <>{metric.type === 'bool' ? t(metric.value > 0 ? 'metrics.yes' : 'metrics.no') : metric.value}</>
}
