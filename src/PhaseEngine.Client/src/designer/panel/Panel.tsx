import { CloseOutlined } from '@ant-design/icons'
import { Button, Collapse } from 'antd'
import { useEffect, useRef, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { pictureOf } from '../columns/icons'
import { useDesigner } from '../DesignerContext'
import { setProperty, type TemplatePart } from '../document'
import { pointerOf } from '../pointer'
import { typeIn, type Setting } from '../usePalette'
import { AsThingsStand } from './AsThingsStand'
import { Field } from './Field'
import { KeyEditor } from './KeyEditor'
import { PlaceEditor } from './PlaceEditor'
import { SettingEditor } from './SettingEditor'

/** Everything about the selected thing: drawn from what its type declares, the everyday first. */
export function Panel({ part, isNew, onClose }: { part: TemplatePart; isNew: boolean; onClose: () => void }) {
  const { t } = useTranslation('designer')
  const { palette, definition, findings, words } = useDesigner()
  const panel = useRef<HTMLElement>(null)
  // Whoever opened it by keyboard goes on in it; a click leaves the focus where it is.
  useEffect(() => {
    if (document.activeElement?.matches('[data-part]:focus-visible') === true) panel.current?.focus()
  }, [])
  const leave = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.defaultPrevented) return
    onClose()
    document.querySelector<HTMLElement>(`.columns [data-part="${CSS.escape(part.id)}"]`)?.focus()
  }
  const type = typeIn(palette, part.activity.type)
  const pointer = pointerOf(definition, part.id)
  const found = findings.of(part.id)
  const ofSetting = (name: string) => found.filter((finding) => finding.pointer === `${pointer}/${name}` || finding.pointer.startsWith(`${pointer}/${name}/`))
  const settings = (type?.settings ?? []).filter((setting) => setting.type !== 'key')
  const placed = new Set(settings.flatMap((setting) => ofSetting(setting.name)))
  const elsewhere = found.filter((finding) => !placed.has(finding))

  const field = (setting: Setting, isAlone = false) => (
    <Field key={setting.name} label={setting.title} isPlain={isAlone} help={hasForms(setting) ? undefined : setting.help} required={setting.required} found={ofSetting(setting.name)}>
      {setting.name === 'conditions' && part.what === 'gate' && <AsThingsStand gate={part} />}
      <SettingOf part={part} setting={setting} autoFocus={isNew && setting.name === 'title'} />
    </Field>
  )
  const isSet = (setting: Setting) => part.activity[setting.name] !== undefined
  const folded = (key: string, names: readonly string[]) => {
    const inside = settings.filter((setting) => names.includes(setting.name))
    if (inside.length === 0) return []
    const count = inside.filter(isSet).length
    return [{ key, label: count > 0 ? t(`panel.${key as 'rows'}`) + t('panel.stated', { count }) : t(`panel.${key as 'rows'}`), children: inside.map((setting) => field(setting, inside.length === 1)) }]
  }
  const foldedNames = Object.values<string[]>(foldedSettings).flat()
  const open = settings.filter((setting) => !foldedNames.includes(setting.name))

  return (
    <section ref={panel} tabIndex={-1} className="panel" onKeyDown={leave} aria-label={t('panel.label', { title: words.text(part.title) })}>
      <header>
        <span className="picture" aria-hidden>{pictureOf(part.activity.type)}</span>
        <h2>{type?.title ?? part.activity.type}</h2>
        <Button type="text" icon={<CloseOutlined />} aria-label={t('panel.close')} onClick={onClose} />
      </header>
      {elsewhere.map((finding) => <p key={finding.code + finding.pointer} className={`mark ${finding.severity === 'error' ? 'bad' : 'soon'}`}>{finding.reason} {finding.remedy}</p>)}
      {type === undefined && <p className="quiet">{t('panel.unknown')}</p>}
      {open.filter((setting) => early.includes(setting.name)).map((setting) => field(setting))}
      {part.what !== 'phase' && part.phase !== null && <PlaceEditor key={`place ${part.id}`} part={part} />}
      {open.filter((setting) => !early.includes(setting.name)).map((setting) => field(setting))}
      <Collapse
        ghost key={`folds ${part.id}`} defaultActiveKey={Object.entries(foldedSettings).filter(([, names]) => names.some((name) => ofSetting(name).length > 0)).map(([key]) => key)}
        items={[
          ...Object.entries(foldedSettings).flatMap(([key, names]) => folded(key, names)),
          { key: 'key', label: t('key.title'), children: <><p className="quiet">{type?.settings.find((setting) => setting.type === 'key')?.help}</p><KeyEditor key={part.id + part.key} id={part.id} value={part.key} /></> },
        ]}
      />
    </section>
  )
}

/** What is asked first of everything, and what most templates leave as it is. */
const early = ['title', 'guidance']
const foldedSettings = { who: ['when', 'met', 'members'], variants: ['variants'], rows: ['reminders'], basis: ['basis'], burden: ['effort', 'asks'] }

/** Their help names the forms they are written in, which nobody here has to write. */
const hasForms = (setting: Setting) => setting.type === 'date' || setting.type === 'span' || setting.type === 'rhythm'

function SettingOf({ part, setting, autoFocus }: { part: TemplatePart; setting: Setting; autoFocus: boolean }) {
  const { readOnly, edit } = useDesigner()
  return (
    <SettingEditor
      key={`${part.id} ${setting.name}`} setting={setting} activity={part.activity} value={part.activity[setting.name]} disabled={readOnly} autoFocus={autoFocus}
      onChange={(value) => edit((now) => setProperty(now, part.id, setting.name, value), `${part.id} ${setting.name}`)}
    />
  )
}
