import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { Button, Checkbox, DatePicker, Form, Input, InputNumber, Radio, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Served } from './acts'
import { nameOf, type Member } from './members'
import { Ticks } from './Ticks'
import type { Field } from './useKinds'

interface FieldInputProps {
  field: Field
  members: readonly Member[]
  serves: readonly Served[]
  path: (string | number)[]
}

/** So many characters side by side still fit on a narrow page. */
const oneLine = 22

/** One field of a record, as its type asks. */
export function FieldInput({ field, members, serves, path }: FieldInputProps) {
  const { t } = useTranslation()
  if (field.type === 'rows') return <Rows field={field} members={members} serves={serves} path={path} />

  const isYes = field.type === 'bool'
  return (
    <Form.Item
      name={path}
      label={isYes ? undefined : field.title}
      valuePropName={isYes ? 'checked' : 'value'}
      rules={field.required ? [{ required: true, message: t('record.missing', { field: field.title }) }] : []}
    >
      {isYes ? <Checkbox>{field.title}</Checkbox> : field.type === 'members' ? <MembersInput members={members} serves={serves} /> : inputOf(field, members)}
    </Form.Item>
  )
}

function inputOf(field: Field, members: readonly Member[]) {
  switch (field.type) {
    case 'text':
      return <Input.TextArea autoSize={{ minRows: 3, maxRows: 16 }} maxLength={field.max ?? undefined} />
    case 'date':
      return <DatePicker format="YYYY-MM-DD" style={{ width: '12rem' }} />
    case 'number':
    case 'whole':
      return <InputNumber min={field.min ?? undefined} max={field.max ?? undefined} precision={field.type === 'whole' ? 0 : undefined} style={{ width: '12rem' }} />
    case 'word':
      return wordInput(field)
    case 'member':
      return (
        <Select
          showSearch={{ optionFilterProp: 'label' }}
          options={members.map((member) => ({ value: member.id, label: nameOf(member, members) }))}
        />
      )
    default:
      return <Input maxLength={field.max ?? 500} />
  }
}

function wordInput(field: Field) {
  const options = (field.words ?? []).map((word) => ({ value: word.value, label: word.title }))
  const length = options.reduce((sum, option) => sum + option.label.length + 2, 0)
  return length <= oneLine ? <Radio.Group options={options} optionType="button" /> : <Select options={options} showSearch={{ optionFilterProp: 'label' }} />
}

function MembersInput({ members, serves, ...input }: { members: readonly Member[]; serves: readonly Served[]; value?: string[]; onChange?: (ids: string[]) => void }) {
  const { t } = useTranslation()
  const all = members.map((member) => member.id)
  return (
    <Ticks
      {...input}
      members={members}
      serves={serves}
      count={(ticked) => t('roll.chosen', { count: ticked, all: members.length })}
      pasted={[{ label: t('roll.choose'), ticks: (named) => [...new Set([...(input.value ?? []), ...named])] }]}
      more={<Button type="link" size="small" onClick={() => input.onChange?.(all)}>{t('roll.everybody')}</Button>}
    />
  )
}

function Rows({ field, members, serves, path }: FieldInputProps) {
  const { t } = useTranslation()
  return (
    <Form.Item label={field.title}>
      <Form.List name={path}>
        {(rows, { add, remove }) => (
          <>
            {rows.map((row) => (
              <div key={row.key} className="row">
                {field.rows?.map((inner) => <FieldInput key={inner.name} field={inner} members={members} serves={serves} path={[row.name, inner.name]} />)}
                <Button icon={<DeleteOutlined />} aria-label={t('record.removeRow')} onClick={() => remove(row.name)} />
              </div>
            ))}
            <Button type="dashed" icon={<PlusOutlined />} onClick={() => add()}>{t('record.addRow')}</Button>
          </>
        )}
      </Form.List>
    </Form.Item>
  )
}
