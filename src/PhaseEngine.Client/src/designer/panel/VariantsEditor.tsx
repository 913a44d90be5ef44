import { Button, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { useDesigner } from '../DesignerContext'
import type { Activity, Tree, VariantRow } from '../document'
import { typeIn } from '../usePalette'
import type { Editing } from './props'
import { RowsEditor } from './RowsEditor'
import { Field } from './Field'
import { SettingEditor } from './SettingEditor'
import { TreeEditor } from '../tree/TreeEditor'

/** What no variant may set: who something is, and what others hang on (template-format §6). */
const never = ['key', 'when', 'variants', 'body', 'agendaFrom', 'reopens']

/** For some units or members it is otherwise: who, and what differs. */
export function VariantsEditor({ label, value, onChange, disabled, activity }: Editing<readonly VariantRow[]> & { activity: Activity }) {
  const { t } = useTranslation('designer')
  const { palette } = useDesigner()
  const settings = (typeIn(palette, activity.type)?.settings ?? []).filter((setting) => !never.includes(setting.name))
  const hasMembers = settings.some((setting) => setting.byMember)

  return (
    <RowsEditor
      label={label} rows={value ?? []} ordered disabled={disabled} add={t('variant.add')} onChange={(rows) => onChange(rows.length === 0 ? undefined : rows)}
      fresh={(): VariantRow => ({ when: { metric: 'unit.sector', op: '=', value: 'rural' }, set: {} })}
    >
      {(row, change) => {
        const allowed = settings.filter((setting) => setting.byMember || !isOfMembers(row.when))
        const open = allowed.filter((setting) => !(setting.name in row.set))
        const put = (name: string, next: unknown) => change({ ...row, set: { ...row.set, [name]: next } })
        const drop = (name: string) => change({ ...row, set: Object.fromEntries(Object.entries(row.set).filter(([other]) => other !== name)) })
        return (
          <>
            <p className="quiet">{t('variant.when')}</p>
            <TreeEditor label={t('variant.when')} value={row.when} scope={hasMembers ? 'variant' : 'unit'} owner={activity.id} disabled={disabled} onChange={(when) => change({ ...row, when: when ?? { all: [] } })} />
            {Object.keys(row.set).map((name) => {
              const setting = settings.find((other) => other.name === name)
              if (setting === undefined) return <p key={name} className="quiet">{name}</p>
              return (
                <Field key={name} label={setting.title}>
                  <SettingEditor setting={setting} activity={activity} value={row.set[name]} disabled={disabled} onChange={(next) => put(name, next ?? null)} />
                  {!disabled && <Button type="link" size="small" onClick={() => drop(name)}>{t('variant.drop')}</Button>}
                </Field>
              )
            })}
            {!disabled && open.length > 0 && (
              <Select
                aria-label={t('variant.set')} placeholder={t('variant.set')} value={null} className="grow"
                options={open.map((setting) => ({ value: setting.name, label: setting.title }))} onChange={(name: string) => put(name, activity[name] ?? open.find((setting) => setting.name === name)?.default ?? null)}
              />
            )}
          </>
        )
      }}
    </RowsEditor>
  )
}

const isOfMembers = (tree: Tree): boolean =>
  'all' in tree ? tree.all.some(isOfMembers) : 'any' in tree ? tree.any.some(isOfMembers) : 'not' in tree ? isOfMembers(tree.not) : (tree).metric.startsWith('member.')
