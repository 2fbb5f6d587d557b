import type { procedures as inChinese } from '../zh/procedures.ts'

export const procedures: typeof inChinese = {
  chooseHint: 'Choose a service to see how each of its steps is done.',
  ofPlan: 'These steps are the plan’s.',
  ours: 'The plan names no steps for this service; these are ours.',
  steps: 'Steps',
  wordings: 'Unless it says that they are this hall’s, the sentences are ours.',
  ownWording: 'The wording of this hall’s plan',
  intro:
    'Below each step stands our wording. Where the plan of this hall says it in other words, put them in: desks and the book of plans show them. An empty field brings ours back.',
  saved: 'Saved. Desks and the book of plans show it.',
  flow: 'Category or service',
  ownOf: ({ service }) => `Only for: ${service}`,
}
