import type { Definition } from '../document'

/** What every view of a definition takes: the definition as it is now, saved or not, and what to do with an activity that is chosen in it. */
export interface ViewProps {
  definition: Definition
  select?: (activityId: string) => void
}
