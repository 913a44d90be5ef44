import { PrinterOutlined } from '@ant-design/icons'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { PartProps } from '../runs/kindParts'

/** The way to the sheet to sign. */
export function PrintSignIn({ run, requirement, on }: PartProps & { on?: string }) {
  const { t } = useTranslation('meetings')
  return (
    <Link className="print-link" target="_blank" to={`/print/sign-in/${run.id}/${requirement.key}${on === undefined ? '' : `?on=${on}`}`}>
      <PrinterOutlined aria-hidden /> {t('signIn')}
    </Link>
  )
}
