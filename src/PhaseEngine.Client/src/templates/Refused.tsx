import { Alert } from 'antd'
import { Refusal } from '../api/refusal'
import { Failed } from '../shell/states'
import { Findings, findingsOf } from './Findings'

/** Why something was not done; where the definition is the reason, every finding with it. */
export function Refused({ error, again }: { error: Error; again?: () => unknown }) {
  const findings = error instanceof Refusal ? findingsOf(error) : []
  if (findings.length === 0) return <Failed error={error} again={again} />

  return <Alert type="error" showIcon title={error.message} description={<Findings findings={findings} />} />
}
