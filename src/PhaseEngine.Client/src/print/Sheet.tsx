import { PrinterOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useEffect, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import './print.css'

interface SheetProps {
  unit: string
  title: string
  note?: string
  children: ReactNode
}

/** A page for paper: its heading, and above it, on the screen only, the button that prints it. */
export function Sheet({ unit, title, note, children }: SheetProps) {
  const { t } = useTranslation('print')
  useEffect(() => void (document.title = `${unit}${title}`), [unit, title])
  return (
    <main className="sheet-page">
      <div className="sheet-bar"><Button type="primary" icon={<PrinterOutlined />} onClick={() => window.print()}>{t('print')}</Button></div>
      <article className="paper">
        <p className="paper-unit">{unit}</p>
        <h1>{title}</h1>
        {note && <p className="paper-note">{note}</p>}
        {children}
      </article>
    </main>
  )
}
