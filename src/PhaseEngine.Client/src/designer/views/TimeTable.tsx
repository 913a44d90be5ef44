import { useTranslation } from 'react-i18next'
import { useDays } from '../../shell/days'
import { useKindTitle } from '../../templates/useKindTitle'
import { Scroll } from './Scroll'
import { groupsOf, type Planned } from './timeline'

/** The same as the chart, to be read line by line, printed or read aloud. */
export function TimeTable({ items }: { items: readonly Planned[] }) {
  const { t } = useTranslation('templates')
  const days = useDays()
  const kind = useKindTitle()
  return (
    <Scroll label={t('page.time')}>
      <table className="figures-table time-table">
        <thead>
          <tr>{(['title', 'kind', 'from', 'to', 'windows', 'reminders'] as const).map((column) => <th key={column} scope="col">{t(`time.columns.${column}`)}</th>)}</tr>
        </thead>
        {groupsOf(items).map(({ phase, rows }) => (
          <tbody key={phase?.key ?? ''}>
            {[...(phase ? [phase] : []), ...rows].map((item) => (
              <tr key={item.key} className={item.type === 'Phase' ? 'phase' : ''}>
                <th scope="row">{item.title}</th>
                <td>{kind(item.type)}</td>
                <td>{days.day(item.from)}</td>
                <td>{item.to === null ? t('time.noEnd') : days.day(item.to)}</td>
                <td>{item.windows.map((window) => days.day(window.to)).join('、')}</td>
                <td>{remindersOf(item)}</td>
              </tr>
            ))}
          </tbody>
        ))}
      </table>
    </Scroll>
  )

  function remindersOf(item: Planned) {
    if (item.windows.length > 0) return item.reminders.length > 0 ? t('time.eachWindow') : ''
    // Several rows may fall on one working day.
    return [...new Set(item.reminders.map((reminder) => days.day(reminder.on) + (reminder.on > reminder.about ? t('time.ifLate') : '')))].join('、')
  }
}
