import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { useDesigner } from './DesignerContext'

interface PublishButtonProps {
  /** Whether what is on the screen is what would be published. */
  saved: boolean
  ask: () => void
  isGoing: boolean
  showErrors: () => void
}

/** Makes the draft a version campaigns can be launched with; as long as there are errors it shows these instead. */
export function PublishButton({ saved, ask, isGoing, showErrors }: PublishButtonProps) {
  const { t } = useTranslation('designer')
  const { findings } = useDesigner()
  const errors = findings.all.filter((finding) => finding.severity === 'error').length
  const known = findings.isFresh && findings.failed === null
  return (
    <Button
      type="primary" loading={isGoing} disabled={errors === 0 && !(saved && known)}
      title={errors > 0 ? t('publish.errors', { count: errors }) : t('publish.ready')} onClick={errors > 0 ? showErrors : ask}
    >
      {t('publish.label')}
    </Button>
  )
}
