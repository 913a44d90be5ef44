import { Checkbox, InputNumber, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { useDesigner } from '../DesignerContext'
import { isStanding, requirementsOf, types, type Activity, type ApprovalRow, type BasisRow, type ReminderRow, type Text, type Tree, type VariantRow } from '../document'
import { TreeEditor } from '../tree/TreeEditor'
import type { Setting } from '../usePalette'
import { DateEditor, RhythmEditor, SpanEditor } from './DateEditor'
import { ApprovalsEditor, BasisEditor, KeyedRowsEditor, RemindersEditor, RoleSelect, TextsEditor } from './rows'
import { TextEditor } from './TextEditor'
import { VariantsEditor } from './VariantsEditor'

interface SettingEditorProps {
  setting: Setting
  activity: Activity
  value: unknown
  onChange: (value: unknown) => void
  disabled?: boolean | undefined
  autoFocus?: boolean
}

/** One setting, edited as its declared type asks: a new kind of requirement needs no new form. */
export function SettingEditor({ setting, activity, value, onChange, disabled, autoFocus = false }: SettingEditorProps) {
  const { t } = useTranslation('designer')
  const { template } = useDesigner()
  const common = { label: setting.title, onChange: onChange as never, disabled }
  const shown = value ?? undefined
  switch (setting.type) {
    case 'text':
      return <TextEditor {...common} value={shown} long={setting.name === 'guidance'} autoFocus={autoFocus} />
    case 'texts':
      return <TextsEditor {...common} value={shown as Text[] | undefined} />
    case 'date':
      return <DateEditor {...common} value={shown as string | undefined} inRoot={template.byId.get(activity.id)?.phase === null} />
    case 'span':
      return <SpanEditor {...common} value={shown as string | undefined} {...(setting.name === 'length' ? { none: t('phase.openEnded'), some: t('phase.lasts') } : {})} />
    case 'rhythm':
      return <RhythmEditor {...common} value={shown as string | undefined} standing={isStanding({ ...activity, repeat: undefined })} />
    case 'role':
      return <RoleSelect {...common} value={(shown ?? setting.default ?? undefined) as string | undefined} />
    case 'roles':
      return <RoleSelect {...common} value={(shown ?? []) as string[]} many />
    case 'bool':
      return <Checkbox disabled={disabled ?? false} checked={shown === true} onChange={(event) => onChange(event.target.checked ? true : undefined)}>{setting.title}</Checkbox>
    case 'whole':
    case 'number':
      return (
        <InputNumber
          aria-label={setting.title} disabled={disabled ?? false} min={setting.min ?? undefined} max={setting.max ?? undefined} precision={setting.type === 'whole' ? 0 : undefined}
          value={(shown as number | undefined) ?? null} placeholder={typeof setting.default === 'number' ? `${setting.default}` : undefined} onChange={(next) => onChange(next ?? undefined)}
        />
      )
    case 'word':
    case 'words':
      return <WordsSelect setting={setting} value={shown} onChange={onChange} disabled={disabled} />
    case 'unitTree':
    case 'metTree':
    case 'memberTree':
    case 'gateTree':
      return <TreeEditor {...common} value={shown as Tree | undefined} scope={scopes[setting.type]} owner={activity.id} />
    case 'approvals':
      return <ApprovalsEditor {...common} value={shown as ApprovalRow[] | undefined} isGate={activity.type === types.gate} />
    case 'reminders':
      return <RemindersEditor {...common} value={shown as ReminderRow[] | undefined} />
    case 'variants':
      return <VariantsEditor {...common} value={shown as VariantRow[] | undefined} activity={activity} />
    case 'basis':
      return <BasisEditor {...common} value={shown as BasisRow[] | undefined} />
    case 'rows':
      return <KeyedRowsEditor {...common} value={shown as { key: string; title: Text }[] | undefined} />
    case 'registerKeys':
    case 'requirementKeys':
      return <KeysSelect setting={setting} value={shown as string[] | undefined} onChange={onChange} disabled={disabled} />
    default:
      return null
  }
}

const scopes = { unitTree: 'unit', metTree: 'met', memberTree: 'member', gateTree: 'gate' } as const

type ChoiceProps<T> = Pick<SettingEditorProps, 'setting' | 'disabled' | 'onChange'> & { value: T }

/** From a closed list where there is one; otherwise words of one's own. */
function WordsSelect({ setting, value, onChange, disabled }: ChoiceProps<unknown>) {
  const { t } = useTranslation('designer')
  const many = setting.type === 'words'
  return (
    <Select
      aria-label={setting.title} disabled={disabled ?? false} className="grow" mode={many ? (setting.words === null ? 'tags' : 'multiple') : undefined} allowClear={!setting.required} placeholder={t('choose')}
      value={(value ?? setting.default ?? (many ? [] : undefined))} options={(setting.words ?? []).map((word) => ({ value: word.word, label: word.title }))}
      onChange={(next: unknown) => onChange(Array.isArray(next) && next.length === 0 ? undefined : next)}
    />
  )
}

function KeysSelect({ setting, value, onChange, disabled }: ChoiceProps<string[] | undefined>) {
  const { t } = useTranslation('designer')
  const { template, words } = useDesigner()
  const offered = requirementsOf(template).filter((requirement) => setting.type !== 'registerKeys' || requirement.kind === 'Register')
  return (
    <Select
      mode="multiple" aria-label={setting.title} disabled={disabled ?? false} className="grow" placeholder={t('choose')} value={value ?? []} showSearch={{ optionFilterProp: 'label' }}
      options={offered.map((requirement) => ({ value: requirement.key, label: words.text(requirement.title) }))} onChange={(next: string[]) => onChange(next.length === 0 ? undefined : next)}
    />
  )
}
