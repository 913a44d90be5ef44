import { InfoCircleOutlined, RedoOutlined, SettingOutlined, UndoOutlined } from '@ant-design/icons'
import { Button, Drawer, Grid, Popover, Segmented, Skeleton } from 'antd'
import { Suspense, useCallback, useDeferredValue, useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useSearchParams } from 'react-router'
import { LinkButton } from '../office/LinkButton'
import { Title } from '../shell/Title'
import { Refused } from '../templates/Refused'
import { usePublishing } from '../templates/usePublishing'
import { Columns } from './columns/Columns'
import { DesignerContext, type Designing } from './DesignerContext'
import { readTemplate, type Definition } from './document'
import { FindingsButton } from './FindingsButton'
import { Notices } from './Notices'
import { Panel } from './panel/Panel'
import { TemplatePanel } from './panel/TemplatePanel'
import { PublishButton } from './PublishButton'
import { SaveState } from './SaveState'
import { keptDraft, useSaving, type KeptDraft } from './saving'
import { useCheck } from './useCheck'
import { useEditing } from './useEditing'
import type { Palette } from './usePalette'
import { viewNames, views, type ViewName } from './views/all'
import { useWords } from './words/useWords'

interface DesignerProps {
  stored: { templateId: string; version: number; revision: number; definition: Definition }
  published: boolean
  mayDesign: boolean
  palette: Palette
  reload: () => void
}

/** `activity` in the address says what is selected; this word means the template as a whole. */
const whole = '*'

export function Designer({ stored, published, mayDesign, palette, reload }: DesignerProps) {
  const { t } = useTranslation('designer')
  const readOnly = published || !mayDesign
  const [kept, setKept] = useState<KeptDraft | null>(() => (readOnly ? null : keptDraft(stored.templateId, stored.version)))
  // What this device kept of the same revision goes on as if nothing had happened; of another one, the reader decides.
  const goesOn = kept !== null && kept.revision === stored.revision
  const { history, edit, make, undo, redo, open } = useEditing(goesOn ? kept.definition : stored.definition)
  const definition = history.present
  const { saving, overwrite, tryAgain } = useSaving(stored, definition, !readOnly && (kept === null || goesOn))
  const findings = useCheck(definition)
  const [listed, setListed] = useState(false)
  const publishing = usePublishing(stored.templateId, stored.version, reload)
  const template = useMemo(() => readTemplate(definition), [definition])
  const words = useWords(palette, template)
  const [selected, select] = useSelected()
  const [side, setSide] = useState<Side>('columns')
  useUndoKeys(undo, redo, !readOnly)
  useEffect(() => {
    const frame = requestAnimationFrame(() => document.querySelector(`.columns [data-part="${CSS.escape(selected ?? '')}"]`)?.scrollIntoView({ block: 'nearest', inline: 'center' }))
    return () => cancelAnimationFrame(frame)
  }, [selected])

  const [newest, setNewest] = useState<string | null>(null)
  const focusNextRef = useRef<readonly string[]>([])
  const designing: Designing = useMemo(
    () => ({
      definition, template, palette, words, findings, readOnly, selected, select, edit, focusNextRef,
      make: (making) => {
        const id = make(making)
        if (id === undefined) return
        setNewest(id)
        select(id)
      },
    }),
    [definition, template, palette, words, findings, readOnly, selected, select, edit, make],
  )
  // Typing in the panel comes first; the columns follow.
  const following = useDeferredValue(designing)
  const isWide = Grid.useBreakpoint().xl === true
  const part = template.byId.get(selected ?? '')
  const close = () => select(null)
  const panel = part !== undefined ? <Panel key={part.id} part={part} isNew={part.id === newest} onClose={close} /> : selected === whole ? <TemplatePanel onClose={close} /> : null

  return (
    <DesignerContext value={designing}>
      <div className="designer">
        <Title text={words.text(template.title)} above={<Link to={`/templates/${stored.templateId}`}>{t('back', { version: stored.version })}</Link>}>
          {!readOnly && <SaveState saving={saving} />}
          {!readOnly && <Button icon={<UndoOutlined aria-hidden />} disabled={history.past.length === 0} onClick={undo} title={`${t('undo')} (Ctrl+Z)`}>{t('undo')}</Button>}
          {!readOnly && <Button icon={<RedoOutlined aria-hidden />} disabled={history.future.length === 0} onClick={redo} title={`${t('redo')} (Ctrl+Y)`}>{t('redo')}</Button>}
          <FindingsButton open={listed} setOpen={setListed} />
          <Button icon={<SettingOutlined />} onClick={() => select(whole)}>{t('template.label')}</Button>
          <LinkButton to={`/studio/templates/${encodeURIComponent(stored.templateId)}`}>{t('views.studio')}</LinkButton>
          <Popover trigger="click" placement="bottomRight" content={<Keys />} title={t('keys.title')}><Button icon={<InfoCircleOutlined />} aria-label={t('keys.title')} /></Popover>
          {!readOnly && <PublishButton saved={saving.state === 'saved'} ask={publishing.ask} isGoing={publishing.publish.isPending} showErrors={() => setListed(true)} />}
        </Title>
        <Notices
          stored={stored} published={published} mayDesign={mayDesign} saving={saving} kept={goesOn ? null : kept}
          onTakeKept={(draft) => { open(draft.definition); setKept(null) }} onDropKept={() => setKept(null)} onOverwrite={() => void overwrite()} onReload={reload} onAgain={tryAgain}
        />
        {publishing.publish.error && <div className="notice"><Refused error={publishing.publish.error} /></div>}
        <Sides side={side} setSide={setSide} />
        <div className={`workbench ${panel !== null && isWide ? 'with-panel' : ''}`}>
          {side === 'columns'
            ? <DesignerContext value={following}><Columns /></DesignerContext>
            : <View side={side} definition={following.definition} select={select} />}
          {isWide && panel !== null && <aside>{panel}</aside>}
        </div>
        {!isWide && <Drawer open={panel !== null} onClose={close} placement="right" size={420} closable={false} className="panel-drawer" aria-label={t('panel.drawer')}>{panel}</Drawer>}
      </div>
    </DesignerContext>
  )
}

type Side = 'columns' | ViewName

function Sides({ side, setSide }: { side: Side; setSide: (side: Side) => void }) {
  const { t } = useTranslation('designer')
  const names = useTranslation('templates').t
  const options = [{ value: 'columns' as Side, label: t('views.columns') }, ...viewNames.map((name) => ({ value: name, label: names(`page.${name}`) }))]
  return <Segmented className="sides" aria-label={t('views.label')} options={options} value={side} onChange={setSide} />
}

/** The template as it is now, saved or not, from another side; what is chosen there opens in the panel. */
function View({ side, definition, select }: { side: ViewName; definition: Definition; select: (id: string) => void }) {
  const Shown = views[side]
  return <Suspense fallback={<Skeleton active paragraph={{ rows: 8 }} />}><Shown definition={definition} select={select} /></Suspense>
}

/** At once on the page; the address follows, so that what is looked at can be linked to. */
function useSelected(): [string | null, (id: string | null) => void] {
  const [search, setSearch] = useSearchParams()
  const [selected, setSelected] = useState(search.get('activity'))
  const select = useCallback((id: string | null) => {
    setSelected(id)
    setSearch(id === null ? {} : { activity: id }, { replace: true, preventScrollReset: true })
  }, [setSearch])
  return [selected, select]
}

/** Ctrl+Z and Ctrl+Y everywhere on the page: what is typed is part of the same history. */
function useUndoKeys(undo: () => void, redo: () => void, enabled: boolean) {
  useEffect(() => {
    if (!enabled) return
    const listen = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey) return
      const key = event.key.toLowerCase()
      const act = key === 'y' || (key === 'z' && event.shiftKey) ? redo : key === 'z' ? undo : undefined
      if (act === undefined) return
      event.preventDefault()
      act()
    }
    addEventListener('keydown', listen)
    return () => removeEventListener('keydown', listen)
  }, [undo, redo, enabled])
}

function Keys() {
  const { t } = useTranslation('designer')
  const keys = ['open', 'walk', 'move', 'phase', 'drag', 'copy', 'remove', 'undo'] as const
  return <dl className="keys">{keys.map((key) => <div key={key}><dt>{t(`keys.${key}.keys`)}</dt><dd>{t(`keys.${key}.does`)}</dd></div>)}</dl>
}
