/** How often what is to be exercised, as data with its source (1.1.52, plan-study §4.2). */
import type { Counted } from '#domain/drills/queries.ts'
import type { Bilingual } from '#domain/shapes.ts'
import { say } from './write.ts'

/**
 * How often a plan is to be exercised, in months: evacuation for fire every half-year, system fault and first aid every
 * year, every plan at least once in three years.
 */
const EVERY_MONTHS: Readonly<Record<string, number>> = { P01: 6, P03: 12, P06: 12 }

/** Months within which this plan is to be exercised again. */
export const drillEveryMonths = (plan: string): number => EVERY_MONTHS[plan] ?? 36

/** Something a hall does again and again besides the drills of single plans. */
export interface RepeatedActivity {
  readonly id: 'fire' | 'on-site' | 'network'
  readonly counts: Counted
  readonly name: Bilingual
  /** How often within a year. */
  readonly perYear: number
  readonly source: string
}

/** What is counted has happened since then, ms since 1970: over the last twelve months. */
export const countedSince = (now: number): number => now - 365 * 86_400_000

/** What is counted over the last twelve months. */
export const repeatedActivities: readonly RepeatedActivity[] = [
  {
    id: 'fire',
    counts: { drillsOf: 'P01' },
    name: say('灭火和应急疏散演练', 'Fire and evacuation drill'),
    perYear: 2,
    source: '公安部令第61号；国务院令第708号',
  },
  {
    id: 'on-site',
    counts: 'any-drill',
    name: say('现场处置方案演练', 'Drill of an on-site plan'),
    perYear: 2,
    source: '应急管理部令第2号 第33条',
  },
  {
    id: 'network',
    counts: 'network-drill',
    name: say('系统中断切换实测（断网演练）', 'Really switching over (network drill)'),
    perYear: 4,
    source: 'ISO 22301 8.5',
  },
]
