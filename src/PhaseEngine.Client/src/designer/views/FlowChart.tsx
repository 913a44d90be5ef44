import { Background, Controls, Handle, MarkerType, Position, ReactFlow, type Edge, type Node, type NodeProps, type ReactFlowInstance } from '@xyflow/react'
import '@xyflow/react/dist/style.css'
import { createContext, use, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useKindTitle } from '../../templates/useKindTitle'
import { say, type Template } from '../document'
import { draw, startId, type Arrow, type Box } from './flowLayout'
import type { ViewProps } from './view'

type FlowNode = Node<{ box: Box }>

const Select = createContext<ViewProps['select']>(undefined)

const nodeTypes = { phase: PhaseBox, requirement: PartBox, gate: PartBox, choice: PartBox, start: EndBox, end: EndBox }

/** Drawn by React Flow; boxes are buttons, so that the keyboard goes through them as the eye does. */
export function FlowChart({ template, select }: { template: Template; select: ViewProps['select'] }) {
  const { t } = useTranslation('templates')
  const drawing = useMemo(() => draw(template), [template])
  const nodes = useMemo(() => drawing.boxes.map(toNode), [drawing])
  const edges = drawing.arrows.map((arrow) => toEdge(arrow, arrow.port === 'Done' ? undefined : t(`flow.ports.${arrow.port as 'Passed'}`)))

  return (
    <Select value={select}>
      <div className="flow-chart" role="group" aria-label={t('flow.chart')}>
        <ReactFlow<FlowNode>
          nodes={nodes}
          edges={edges}
          nodeTypes={nodeTypes}
          onInit={(flow) => void show(flow)}
          minZoom={0.15}
          maxZoom={1.6}
          nodesDraggable={false}
          nodesConnectable={false}
          nodesFocusable={false}
          edgesFocusable={false}
          elementsSelectable={false}
          deleteKeyCode={null}
          preventScrolling={false}
          zoomOnScroll={false}
          ariaLabelConfig={{
            'controls.ariaLabel': t('flow.controls.all'),
            'controls.zoomIn.ariaLabel': t('flow.controls.in'),
            'controls.zoomOut.ariaLabel': t('flow.controls.out'),
            'controls.fitView.ariaLabel': t('flow.controls.fit'),
          }}
        >
          <Background gap={24} color="#e4ded6" />
          <Controls showInteractive={false} />
        </ReactFlow>
      </div>
    </Select>
  )
}

const arrowHead = { type: MarkerType.ArrowClosed, width: 16, height: 16 }

/** The whole where it can be read; else from its beginning, to be drawn along. */
const readable = 0.72

async function show(flow: ReactFlowInstance<FlowNode>) {
  await flow.fitView({ padding: 0.05, maxZoom: 1 })
  const [start, frame] = [flow.getNode(startId), document.querySelector('.flow-chart')]
  if (flow.getZoom() >= readable || start === undefined || frame === null) return

  await flow.setViewport({ x: 16, y: frame.clientHeight / 2 - (start.position.y + (start.height ?? 0) / 2) * readable, zoom: readable })
}

const toNode = (box: Box): FlowNode => ({
  id: box.id,
  type: box.what,
  data: { box },
  position: { x: box.x, y: box.y },
  parentId: box.parent,
  width: box.width,
  height: box.height,
  style: { width: box.width, height: box.height },
})

const toEdge = (arrow: Arrow, label: string | undefined): Edge => ({
  id: `${arrow.source} ${arrow.port} ${arrow.target}`,
  source: arrow.source,
  target: arrow.target,
  type: 'smoothstep',
  label,
  className: `way ${arrow.port.toLowerCase()}`,
  markerEnd: arrowHead,
  ...(arrow.both && { markerStart: { ...arrowHead, orient: 'auto-start-reverse' }, sourceHandle: 'below', targetHandle: 'above' }),
  zIndex: 1,
})

function Handles() {
  return (
    <>
      <Handle type="target" position={Position.Left} isConnectable={false} />
      <Handle type="source" position={Position.Right} isConnectable={false} />
      <Handle id="above" type="target" position={Position.Top} isConnectable={false} />
      <Handle id="below" type="source" position={Position.Bottom} isConnectable={false} />
    </>
  )
}

function PhaseBox({ data: { box } }: NodeProps<FlowNode>) {
  return (
    <div className="flow-phase">
      <Handles />
      <Label box={box} />
    </div>
  )
}

function PartBox({ data: { box } }: NodeProps<FlowNode>) {
  return (
    <div className={`flow-part ${box.what}`}>
      <Handles />
      <Label box={box} />
    </div>
  )
}

function EndBox({ data: { box } }: NodeProps<FlowNode>) {
  const { t } = useTranslation('templates')
  return <div className="flow-end"><Handles />{t(box.what === 'start' ? 'flow.start' : 'flow.end')}</div>
}

function Label({ box }: { box: Box }) {
  const { i18n } = useTranslation()
  const select = use(Select)
  const kind = useKindTitle()
  const words = (
    <>
      <span className="flow-kind">{kind(box.part?.activity.type.replace('PhaseEngine.', '') ?? '')}</span>
      <span className="flow-title">{say(box.title, i18n.language)}</span>
    </>
  )
  return select ? <button type="button" className="flow-label nopan" onClick={() => select(box.id)}>{words}</button> : <span className="flow-label">{words}</span>
}
