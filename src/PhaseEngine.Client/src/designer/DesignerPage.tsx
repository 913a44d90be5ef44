import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useParams } from 'react-router'
import { api, take } from '../api/api'
import { Answer } from '../shell/states'
import { may, useMe } from '../shell/useMe'
import { Designer } from './Designer'
import type { Definition } from './document'
import { usePalette } from './usePalette'
import './designer.css'

/** The designer over one version of a template. */
export function DesignerPage() {
  const { templateId = '', version = '' } = useParams()
  const me = useMe()
  const palette = usePalette()
  const [reading, setReading] = useState(0)
  const path = { templateId, version: Number(version) }
  const stored = useQuery({
    queryKey: ['template-version', templateId, version],
    queryFn: () => take(api.GET('/api/v1/templates/{templateId}/versions/{version}', { params: { path } })),
    // What is being edited is never exchanged under the hand; its own saving notices other people's.
    staleTime: Infinity, gcTime: 0, refetchOnMount: 'always',
  })

  const again = async () => {
    await stored.refetch()
    setReading((before) => before + 1)
  }

  return (
    <Answer of={palette}>
      {(found) => (
        <Answer of={stored}>
          {(answer) => (
            <Designer
              // Read again on purpose only: then everything begins anew.
              key={`${answer.templateId} ${answer.templateVersion} ${reading}`}
              stored={{ templateId: answer.templateId, version: answer.templateVersion, revision: answer.version, definition: answer.definition as Definition }}
              published={answer.status === 'published'} palette={found} mayDesign={me.data !== undefined && may(me.data, 'templates.design')} reload={() => void again()}
            />
          )}
        </Answer>
      )}
    </Answer>
  )
}
