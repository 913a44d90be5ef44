import { CloseCircleFilled, ExclamationCircleFilled } from '@ant-design/icons'
import { Tooltip } from 'antd'
import { useTranslation } from 'react-i18next'
import { useDesigner } from '../DesignerContext'

/** How many findings a card has, the worst first; what they are is said in the panel. */
export function Marks({ id }: { id: string }) {
  const { t } = useTranslation('designer')
  const found = useDesigner().findings.of(id)
  if (found.length === 0) return null

  const errors = found.filter((finding) => finding.severity === 'error').length
  const label = errors > 0 ? t('findings.errors', { count: errors }) : t('findings.warnings', { count: found.length })
  return (
    <Tooltip title={found[0]?.reason}>
      <span className={`found ${errors > 0 ? 'bad' : 'soon'}`} role="img" aria-label={label}>
        {errors > 0 ? <CloseCircleFilled /> : <ExclamationCircleFilled />} {errors || found.length}
      </span>
    </Tooltip>
  )
}
