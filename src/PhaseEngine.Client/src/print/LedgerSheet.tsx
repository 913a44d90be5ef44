import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import { askedMembers, marksOf } from '../forms/members'
import { hoursOf, Standing } from '../runs/Ledger'
import { find, useRun } from '../runs/useRun'
import { useDays } from '../shell/days'
import { Answer } from '../shell/states'
import { Sheet } from './Sheet'

/** The study ledger as a page for the file. */
export function LedgerSheet() {
  const { t } = useTranslation('print')
  const { runId = '', key = '' } = useParams()
  const days = useDays()
  const run = useRun(runId)
  const asked = useQuery(askedMembers({ runId, key }))

  return (
    <Answer of={run}>
      {(found) => (
        <Answer of={asked}>
          {(list) => (
            <Sheet unit={found.unit.title} title={t('ledger.title', { title: find(found, key)?.requirement?.title ?? '' })} note={t('ledger.asOf', { day: days.full(found.today), count: list.members.length })}>
              <table>
                <thead><tr>{(['number', 'name', 'sessions', 'hours', 'madeUp', 'standing'] as const).map((column) => <th key={column}>{t(`ledger.${column}`)}</th>)}</tr></thead>
                <tbody>
                  {list.members.map((member, place) => {
                    const marks = marksOf(list, member)
                    return (
                      <tr key={member.id}>
                        <td>{place + 1}</td>
                        <td>{member.name}</td>
                        <td>{marks['attended'] ?? 0}</td>
                        <td>{hoursOf(marks['minutes'] ?? 0)}</td>
                        <td>{(marks['madeUp'] ?? 0) + (marks['atTheDoor'] ?? 0)}</td>
                        <td><Standing marks={marks} /></td>
                      </tr>
                    )
                  })}
                </tbody>
              </table>
            </Sheet>
          )}
        </Answer>
      )}
    </Answer>
  )
}
