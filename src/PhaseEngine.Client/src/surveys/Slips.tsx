import { Alert, Button, Flex, Modal, QRCode } from 'antd'
import { createPortal } from 'react-dom'
import { useTranslation } from 'react-i18next'
import type { Schemas } from '../api/api'
import { useDays } from '../shell/days'

interface SlipsProps {
  slips: Schemas['PrintLinksView']
  unit: string
  title: string
  closes: string
  close: () => void
}

/** The slips of a group, shown this once: nobody can show them again, the product included. */
export function Slips({ slips, unit, title, closes, close }: SlipsProps) {
  const { t } = useTranslation('surveys')
  return (
    <>
      <Modal open width={720} title={t('slips', { group: slips.group, count: slips.links.length })} onCancel={close} mask={{ closable: false }} footer={(
        <Flex gap="small" justify="end" wrap>
          <Button onClick={() => saveList(slips)}>{t('save')}</Button>
          <Button type="primary" onClick={() => window.print()}>{t('printNow')}</Button>
        </Flex>
      )}>
        <Alert type="warning" showIcon title={t('onlyOnce')} />
        <p>{t('slipsHint')}</p>
        <div className="slips preview"><Slip link={slips.links[0] ?? ''} unit={unit} title={title} closes={closes} /></div>
      </Modal>
      {createPortal(
        <div className="slips printed">{slips.links.map((link) => <Slip key={link} link={link} unit={unit} title={title} closes={closes} />)}</div>,
        document.body,
      )}
    </>
  )
}

function Slip({ link, unit, title, closes }: { link: string; unit: string; title: string; closes: string }) {
  const { t } = useTranslation('surveys')
  const days = useDays()
  return (
    <div className="slip">
      <span aria-hidden><QRCode value={link} type="svg" size={96} bordered={false} errorLevel="M" /></span>
      <div>
        <strong>{title}</strong>
        <div>{unit}</div>
        <div>{t('slip.until', { day: days.day(closes) })}</div>
        <div>{t('slip.anonymous')}</div>
        <div className="slip-link">{link}</div>
      </div>
    </div>
  )
}

function saveList({ group, links }: Schemas['PrintLinksView']) {
  const file = document.createElement('a')
  file.href = URL.createObjectURL(new Blob([`\ufefflink\r\n${links.join('\r\n')}`], { type: 'text/csv' }))
  file.download = `${group}.csv`
  file.click()
  setTimeout(() => URL.revokeObjectURL(file.href), 10_000)
}
