/** @module Which recorded announcements there are for emergencies: everything that a plan says to everybody in the hall. */
import { START } from '#domain/plans/plan.ts'

/** The clips of a pack for emergencies; each bundled pack has all of them. */
export const ALARM_CLIPS = [
  'P01',
  'P01-false-alarm',
  'P02',
  'P03',
  'P03-is-back',
  'P04',
  'P04-is-back',
  'P05',
  'P05-is-back',
  'P06',
  'P07-if-needed',
  'P08',
  'P09',
  'P09-after',
  'P10',
  'P11',
  'P20',
  'drill-begins',
  'drill-ends',
] as const
export type AlarmClip = (typeof ALARM_CLIPS)[number]

/** The recording of one of a plan's announcements, or null. */
export function alarmClip(plan: string, which: string): AlarmClip | null {
  const name = which === START ? plan : `${plan}-${which}`
  return ALARM_CLIPS.find((each) => each === name) ?? null
}
