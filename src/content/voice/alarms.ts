/** @module Which recorded announcements there are for emergencies. A plan without one is said by people. */
import { START } from '#domain/plans/plan.ts'

/** The clips of a pack for emergencies; each bundled pack has all of them. */
export const ALARM_CLIPS = [
  'P01',
  'P01-false-alarm',
  'P05',
  'P06',
  'P09',
  'P09-after',
  'P11',
  'drill-begins',
  'drill-ends',
] as const
export type AlarmClip = (typeof ALARM_CLIPS)[number]

/** The recording of one of a plan's announcements, or null. */
export function alarmClip(plan: string, which: string): AlarmClip | null {
  const name = which === START ? plan : `${plan}-${which}`
  return ALARM_CLIPS.find((each) => each === name) ?? null
}
