import { CheckCircleFilled, CloseCircleFilled, QuestionCircleFilled } from '@ant-design/icons'
import type { ReactNode } from 'react'
import type { Schemas } from '../api/api'

/** How a condition stands, for the eye; beside it stands a word. */
export const verdicts: Record<Schemas['Verdict'], ReactNode> = {
  met: <CheckCircleFilled className="icon-done" />,
  notApplicable: <CheckCircleFilled className="icon-quiet" />,
  notMet: <CloseCircleFilled className="icon-late" />,
  unknown: <QuestionCircleFilled className="icon-open" />,
}
