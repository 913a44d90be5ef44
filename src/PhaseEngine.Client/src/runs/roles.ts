import type { Run } from './useRun'

const officers = ['secretary', 'leader', 'deputy']

/** Whether the reader asks and withdraws in the unit's name. */
export const speaksFor = (run: Run) => run.myRoles.some((role) => officers.includes(role))

/** Whether the reader records for the unit: in the role a requirement names, or as its clerk. */
export const recordsAs = (run: Run, role: string) => run.myRoles.includes(role) || run.myRoles.includes('clerk')
