import { PrinterOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Button, Checkbox, Drawer, Flex, Segmented, Typography } from 'antd'
import dayjs from 'dayjs'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { askedMembers, marksOf, nameOf, type Member } from '../forms/members'
import { RecordForm } from '../forms/RecordForm'
import { useKind } from '../forms/useKinds'
import { Answer, Nothing } from '../shell/states'
import type { Schemas } from '../api/api'
import type { Requirement, Run } from './useRun'
import '../forms/forms.css'

interface LedgerProps {
  run: Run
  requirement: Requirement
}

const perHour = 60
type Show = 'open' | 'all'

/** The study ledger by member: hours, sessions, absences still open; one press leads to making them up (S.17, S.18). */
export function Ledger({ run, requirement }: LedgerProps) {
  const asked = useQuery(askedMembers({ runId: run.id, key: requirement.key }))
  return <Answer of={asked}>{(found) => <Rows run={run} requirement={requirement} asked={found} />}</Answer>
}

function Rows({ run, requirement, asked }: LedgerProps & { asked: Schemas['ListAskedMembersView'] }) {
  const { t } = useTranslation('runs')
  const common = useTranslation().t
  const rows = asked.members.map((member) => ({ member, marks: marksOf(asked, member) }))
  const lacking = rows.filter(({ marks }) => (marks['accounted'] ?? 0) === 0)
  const [show, setShow] = useState<Show>(lacking.length > 0 ? 'open' : 'all')
  const [chosen, setChosen] = useState<string[]>([])
  const [settling, setSettling] = useState<Member[]>()
  const form = useKind(requirement.kind)?.forms.find((one) => one.name === 'absence')
  const may = form !== undefined && requirement.forms.includes(form.name)
  const shown = show === 'open' ? lacking : rows
  const most = settling === undefined ? 1 : Math.max(1, ...settling.map((member) => marksOf(asked, member)['absences'] ?? 0))

  return (
    <section className="card">
      <Flex gap="small" wrap align="center" justify="space-between" className="ledger-head">
        <Segmented<Show>
          aria-label={common('choice.show')}
          value={show}
          onChange={setShow}
          options={[{ value: 'open', label: t('ledger.lacking', { count: lacking.length }) }, { value: 'all', label: t('ledger.all', { count: rows.length }) }]}
        />
        <Flex gap="small" wrap>
          {may && chosen.length > 0 && (
            <Button type="primary" onClick={() => setSettling(asked.members.filter((member) => chosen.includes(member.id)))}>{t('ledger.settleChosen', { count: chosen.length })}</Button>
          )}
          <Link to={`/print/ledger/${run.id}/${requirement.key}`} target="_blank"><PrinterOutlined aria-hidden /> {t('ledger.print')}</Link>
        </Flex>
      </Flex>
      {shown.length === 0 ? <Nothing text={t('ledger.nobody')} /> : (
        <ul className={`ledger ${may ? 'choosable' : ''}`}>
          {shown.map(({ member, marks }) => (
            <li key={member.id}>
              {may && (
                <Checkbox
                  aria-label={t('ledger.choose', { name: member.name })}
                  checked={chosen.includes(member.id)}
                  onChange={(event) => setChosen(event.target.checked ? [...chosen, member.id] : chosen.filter((id) => id !== member.id))}
                />
              )}
              <span className="ledger-name">{nameOf(member, asked.members)}</span>
              <span className="ledger-hours">{t('ledger.hours', { hours: hoursOf(marks['minutes'] ?? 0) })}</span>
              <span className="ledger-state"><Standing marks={marks} /></span>
              {may && (marks['accounted'] ?? 0) === 0 && (marks['absences'] ?? 0) > 0 && <Button size="small" onClick={() => setSettling([member])}>{t('ledger.settle')}</Button>}
            </li>
          ))}
        </ul>
      )}
      {form && settling && (
        <Drawer open onClose={() => setSettling(undefined)} title={t('ledger.settleTitle', { names: settling.map((member) => member.name).join('、') })} size={520} destroyOnHidden>
          <RecordForm
            run={run}
            requirement={requirement}
            form={form}
            fixed={{ members: settling.map((member) => member.id) }}
            begin={{ on: dayjs(run.today), settledBy: 'makeUp', absences: most }}
            done={() => {
              setSettling(undefined)
              setChosen([])
            }}
          />
        </Drawer>
      )}
    </section>
  )
}

export const hoursOf = (minutes: number) => Math.round((minutes / perHour) * 10) / 10

/** What is to be said of a member: what is open first. */
export function Standing({ marks }: { marks: Record<string, number> }) {
  const { t } = useTranslation('runs')
  const { absences = 0, exempt = 0, searched = 0, attended = 0, madeUp = 0, atTheDoor = 0 } = marks
  if (exempt > 0) return <span className="mark">{t('ledger.exempt')}</span>
  if (searched > 0) return <span className="mark soon">{t('ledger.searched')}</span>
  if (absences > 0) return <span className="mark bad">{t('ledger.absences', { count: absences })}</span>
  if (attended + madeUp + atTheDoor === 0) return <span className="mark soon">{t('ledger.none')}</span>
  return <Typography.Text type="secondary">{[t('ledger.attended', { count: attended }), ...(madeUp + atTheDoor > 0 ? [t('ledger.madeUp', { count: madeUp + atTheDoor })] : [])].join(' · ')}</Typography.Text>
}
