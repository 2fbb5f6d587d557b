/** What a drill can want to reach, each measured from its record (1.1.49, plan-study §3.4, §4.7). */
import type { Indicators } from '#domain/incidents/indicators.ts'
import type { Bilingual } from '#domain/shapes.ts'
import { say } from './write.ts'

export interface Objective {
  readonly code: string
  readonly text: Bilingual
  /** Whether it was reached; null: nothing is known. */
  readonly reached: (found: Indicators) => boolean | null
}

const within = (ms: number | null, limit: number) => (ms === null ? null : ms <= limit)

export const objectives: readonly Objective[] = [
  {
    code: 'stars-95',
    text: say('★项 95% 按时完成', '95 % of the ★ lines in time'),
    reached: ({ starsInTime }) => (starsInTime === null ? null : starsInTime >= 0.95),
  },
  {
    code: 'seen-60s',
    text: say('60 秒内 90% 的平板已收到', '90 % of the tablets have seen it within 60 s'),
    reached: ({ seenWithin60s }) => (seenWithin60s === null ? null : seenWithin60s >= 0.9),
  },
  {
    code: 'called-60s',
    text: say('60 秒内报警或求助', 'Help is called within 60 s'),
    reached: ({ calledAfter }) => within(calledAfter, 60_000),
  },
  {
    code: 'evacuated-3min',
    text: say('3 分钟内各区搜毕', 'Every zone is searched within three minutes'),
    reached: ({ evacuatedAfter }) => within(evacuatedAfter, 180_000),
  },
  {
    code: 'nobody-missing',
    text: say('清点差为零', 'Nobody is missing by the count'),
    reached: ({ missing }) => (missing === null ? null : missing === 0),
  },
  {
    code: 'reported-30min',
    text: say('30 分钟内书面首报', 'First report in writing within 30 minutes'),
    reached: ({ reportedAfter }) => within(reportedAfter, 1_800_000),
  },
]
