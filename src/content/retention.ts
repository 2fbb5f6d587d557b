/**
 * For how many days after a case has ended a new hall keeps its papers, and what each figure rests on. No longer than they can
 * still be needed (PIPL art. 19, plan-study §4.5): a charge is disputed within five months and the appeal answered in thirty
 * days, a complaint is answered in fifteen days and an appeal in thirty (plan-study §2.3 SV11). Halls that are there already keep
 * what they have set.
 */
import type { Rules } from '#domain/settings/events.ts'
import type { Bilingual } from '#domain/shapes.ts'
import { say } from './plans/write.ts'

/** The rules that say how long papers of each kind are kept. */
export type RetentionRule = 'formDays' | 'signatureDays' | 'photoDays' | 'noteDays'

interface Retention {
  readonly days: number
  readonly source: string
  readonly why: Bilingual
}

/** Five months have 153 days at most. */
const APPEAL: Retention = {
  days: 153 + 30,
  source: 'S4, K',
  why: say(
    '资费争议 5 个月内可以申诉，申诉 30 天内答复，到那时还要拿它说明当时办了什么。',
    'A charge can be appealed against within five months and the appeal is answered in thirty days: until then it shows what was agreed on.',
  ),
}
const COMPLAINT: Retention = {
  days: 15 + 30,
  source: 'S4, K',
  why: say(
    '投诉 15 天内答复，申诉 30 天内答复，之后用不着了。',
    'A complaint is answered in fifteen days and an appeal in thirty: afterwards nobody needs it.',
  ),
}

export const retention: Readonly<Record<RetentionRule, Retention>> = {
  formDays: APPEAL,
  signatureDays: APPEAL,
  photoDays: COMPLAINT,
  noteDays: COMPLAINT,
}

export const isRetentionRule = (rule: string): rule is RetentionRule => rule in retention

/** What a new hall begins with. */
export const startRetention: Pick<Rules, RetentionRule> = {
  formDays: retention.formDays.days,
  signatureDays: retention.signatureDays.days,
  photoDays: retention.photoDays.days,
  noteDays: retention.noteDays.days,
}
