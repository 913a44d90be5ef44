import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useParams, useSearchParams } from 'react-router'
import { askedMembers } from '../forms/members'
import { find, useRun } from '../runs/useRun'
import { useDays } from '../shell/days'
import { Answer } from '../shell/states'
import { Sheet } from './Sheet'

/** The sheet to sign at a meeting or session: who is asked, two columns to a page. */
export function SignInSheet() {
  const { t } = useTranslation('print')
  const { runId = '', key = '' } = useParams()
  const on = useSearchParams()[0].get('on')
  const days = useDays()
  const run = useRun(runId)
  const asked = useQuery(askedMembers({ runId, key }))

  return (
    <Answer of={run}>
      {(found) => (
        <Answer of={asked}>
          {({ members }) => (
            <Sheet unit={found.unit.title} title={t('signIn.title', { title: find(found, key)?.requirement?.title ?? '' })}>
              <dl className="blanks">
                <div><dt>{t('signIn.day')}</dt><dd>{on === null ? '' : days.full(on)}</dd></div>
                <div><dt>{t('signIn.place')}</dt><dd /></div>
                <div><dt>{t('signIn.chair')}</dt><dd /></div>
                <div><dt>{t('signIn.count')}</dt><dd>{t('signIn.asked', { count: members.length })}</dd></div>
              </dl>
              <table className="sign-in">
                <thead>
                  <tr>{[0, 1].map((half) => ['number', 'name', 'signature'].map((column) => <th key={`${half}${column}`}>{t(`signIn.${column as 'name'}`)}</th>))}</tr>
                </thead>
                <tbody>
                  {rowsOf(members.map((member) => member.name)).map((row) => (
                    <tr key={row[0]?.number}>
                      {row.map(({ number, name }) => [<td key={`n${number}`}>{name === undefined ? '' : number}</td>, <td key={`m${number}`}>{name}</td>, <td key={`s${number}`} />])}
                    </tr>
                  ))}
                </tbody>
              </table>
            </Sheet>
          )}
        </Answer>
      )}
    </Answer>
  )
}

/** Down the left half first, then down the right, with a few empty lines for guests. */
function rowsOf(names: readonly string[]) {
  const half = Math.ceil((names.length + 4) / 2)
  return Array.from({ length: half }, (_, row) => [row, row + half].map((place) => ({ number: place + 1, name: names[place] })))
}
