import { Button, Modal } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Schemas } from '../api/api'
import { useDays } from '../shell/days'
import './people.css'

export type Slip = Schemas['Slip']

interface SlipDialogProps {
  slip: Slip | null
  what: 'invitation' | 'reset'
  close: () => void
}

/** A one-use link to print and hand over. It is shown this once: only its hash is kept. */
export function SlipDialog({ slip, what, close }: SlipDialogProps) {
  const { t } = useTranslation('people')
  const days = useDays()
  return (
    <Modal
      open={slip !== null}
      onCancel={close}
      mask={{ closable: false }}
      title={t(`slip.${what}`)}
      footer={<><Button onClick={close}>{t('slip.close')}</Button><Button type="primary" onClick={() => window.print()}>{t('slip.print')}</Button></>}
    >
      {slip && (
        <div className="slip">
          <h2>{t(`slip.heading.${what}`, { name: slip.name })}</h2>
          <p>{t(`slip.how.${what}`)}</p>
          <img src={`data:image/svg+xml;utf8,${encodeURIComponent(slip.qr)}`} alt={t('slip.qr')} width={200} height={200} />
          <p className="link"><a href={slip.link}>{slip.link}</a></p>
          <p>{t('slip.until', { day: days.moment(slip.expiresAt) })}</p>
          <p className="quiet no-print">{t('slip.once')}</p>
        </div>
      )}
    </Modal>
  )
}
