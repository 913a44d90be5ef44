import { QuestionCircleOutlined } from '@ant-design/icons'
import { Tooltip } from 'antd'
import type { ReactNode } from 'react'
import type { Finding } from '../useCheck'

interface FieldProps {
  label: string
  help?: string | undefined
  required?: boolean
  /** Its name stands above it already. */
  isPlain?: boolean
  found?: readonly Finding[] | undefined
  children: ReactNode
}

/** A setting with its name, what it means, and what the check says about it. */
export function Field({ label, help, required, isPlain = false, found, children }: FieldProps) {
  return (
    <div className="field" role="group" aria-label={label}>
      {isPlain && help !== undefined && <p className="quiet">{help}</p>}
      {!isPlain && <div className="label">
        {label}{required && <span className="required" aria-hidden> *</span>}
        {help !== undefined && help !== '' && <Tooltip title={help}><button type="button" className="help" aria-label={help}><QuestionCircleOutlined /></button></Tooltip>}
      </div>}
      {children}
      {found?.map((finding) => <p key={finding.code + finding.pointer} className={`mark ${finding.severity === 'error' ? 'bad' : 'soon'}`}>{finding.reason} {finding.remedy}</p>)}
    </div>
  )
}
