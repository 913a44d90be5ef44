import { lazy } from 'react'

/** The sides a definition can be looked at from, each fetched when it is opened first. */
export const views = {
  time: lazy(async () => ({ default: (await import('./TimeView')).TimeView })),
  flow: lazy(async () => ({ default: (await import('./FlowView')).FlowView })),
  burden: lazy(async () => ({ default: (await import('./BurdenView')).BurdenView })),
  simulation: lazy(async () => ({ default: (await import('./SimulationView')).SimulationView })),
}

export type ViewName = keyof typeof views

export const viewNames = ['time', 'flow', 'burden', 'simulation'] as const
