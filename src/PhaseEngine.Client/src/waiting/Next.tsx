import { RightOutlined } from '@ant-design/icons'
import { Button, Typography } from 'antd'
import { useTranslation } from 'react-i18next'
import { useWaiting, type Waiting } from './WaitingPage'

interface NextProps {
  after: { runId: string; key: string }
  go: (item: Waiting) => void
}

/** On to what waits behind this one; once this one is answered, to what waits first. */
export function Next({ after, go }: NextProps) {
  const { t } = useTranslation('waiting')
  const items = useWaiting(false).data?.pages.flatMap((page) => page.items) ?? []
  const isHere = (item: Waiting) => item.runId === after.runId && item.key === after.key
  const next = items.slice(items.findIndex(isHere) + 1).find((item) => !isHere(item))

  return next === undefined
    ? <Typography.Text type="secondary">{t('review.last')}</Typography.Text>
    : <Button icon={<RightOutlined />} onClick={() => go(next)}>{t('review.next')}</Button>
}
