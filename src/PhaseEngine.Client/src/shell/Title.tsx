import { Flex } from 'antd'
import { useEffect, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

/** A page's heading with what can be done on the whole page; the browser's tab says the same. */
export function Title({ text, above, children }: { text: string; above?: ReactNode; children?: ReactNode }) {
  const { t } = useTranslation()
  useEffect(() => void (document.title = `${text} · ${t('shell.name')}`), [text, t])

  return (
    <Flex wrap gap="small" align="end" justify="space-between" style={{ marginBottom: 16 }}>
      <div>
        {above && <div style={{ marginBottom: 2 }}>{above}</div>}
        <h1 className="title">{text}</h1>
      </div>
      {children && <Flex wrap gap="small">{children}</Flex>}
    </Flex>
  )
}
