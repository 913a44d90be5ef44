import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { Schemas } from '../api/api'
import { Due } from '../shell/Due'
import { Why } from '../shell/Why'

interface TaskListProps {
  tasks: readonly Schemas['TaskView'][]

  /** Whether they come from several campaigns, so that each has to say from which. */
  several: boolean
}

export function TaskList({ tasks, several }: TaskListProps) {
  const { t } = useTranslation()
  return (
    <ol className="tasks">
      {tasks.map((task) => (
        <li key={task.runId + task.key} className={task.overdue ? 'late' : ''}>
          <Link to={`/runs/${task.runId}/${task.key}`}>
            <span className="task-title">{task.title}</span>
            <span className="task-todo">{task.toDo}</span>
            <span className="task-facts">
              <Due due={task.due} daysLeft={task.daysLeft} overdue={task.overdue} />
              <span className="quiet">
                {[...(several ? [task.campaign] : []), task.who.title, ...(task.minutes === null ? [] : [t('desk.minutes', { count: task.minutes })])].join(' · ')}
              </span>
            </span>
          </Link>
          <Why basis={task.basis} title={task.title} />
        </li>
      ))}
    </ol>
  )
}
