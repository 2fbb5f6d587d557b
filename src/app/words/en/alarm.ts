import type { alarm as alarmZh } from '../zh/alarm.ts'

export const alarm: typeof alarmZh = {
  drillMark: '[DRILL]',
  drillSentence: 'This is a drill. There is no danger.',
  wayOut: ({ exit, place }) =>
    `Leave by ${exit || 'the nearest exit'}${place ? ` and gather at ${place}` : ' as the staff show you'}`,
  noWay: 'No way out is known: stay, close the door, seal its gaps, call 119.',
}
