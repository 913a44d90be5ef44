import { Actions } from '../meetings/Actions'
import { RecordPart } from '../forms/RecordPart'
import { PrintSignIn } from '../meetings/PrintSignIn'
import type { PartProps } from '../runs/kindParts'
import { Records } from '../runs/Records'
import { needTexts } from '../texts/i18n'

await needTexts('meetings')

/** A meeting: the sheet to sign, what was held, and what it decided on. */
export default function Meeting({ run, requirement }: PartProps) {
  return (
    <>
      {requirement.forms.length > 0 && (
        <>
          <PrintSignIn run={run} requirement={requirement} />
          <RecordPart run={run} requirement={requirement} />
        </>
      )}
      <Actions run={run} requirement={requirement} />
      <Records run={run} requirement={requirement} />
    </>
  )
}
