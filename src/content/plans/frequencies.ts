/** How often what is to be exercised, as data with its source (1.1.52, plan-study §4.2). */
import type { Counted, Every } from '#domain/drills/queries.ts'
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
  readonly id: string
  readonly counts: Counted
  readonly every: Every
  readonly name: Bilingual
  readonly source: Bilingual
}

/** What is counted has happened since then, ms since 1970: over the last twelve months. */
export const countedSince = (now: number): number => now - 365 * 86_400_000

/** Where a frequency comes from when no rule asks for it. */
const own = say('本系统建议，可更严', 'our own proposal')

/** The eleven of plan-study §4.2, in its order. */
export const repeatedActivities: readonly RepeatedActivity[] = [
  {
    id: 'fire',
    counts: { drillsOf: 'P01' },
    every: { months: 6 },
    name: say('灭火和应急疏散演练', 'Fire and evacuation drill'),
    source: say('公安部令第61号；国务院令第708号', 'Ministry of Public Security, order 61; State Council, order 708'),
  },
  {
    id: 'on-site',
    counts: 'any-drill',
    every: { months: 6 },
    name: say('现场处置方案演练', 'Drill of an on-site plan'),
    source: say('应急管理部令第2号第33条', 'Ministry of Emergency Management, order 2, art. 33'),
  },
  {
    id: 'combined',
    counts: { breadth: 'combined' },
    every: { months: 12 },
    name: say('综合或专项演练（安排时选“综合”）', 'Combined or special drill (planned as “combined”)'),
    source: say('应急管理部令第2号第33条', 'Ministry of Emergency Management, order 2, art. 33'),
  },
  {
    id: 'tabletop',
    counts: { form: 'tabletop' },
    every: { months: 3 },
    name: say('桌面推演，班前会 20 分钟', 'Exercise around a table, twenty minutes before opening'),
    source: own,
  },
  {
    id: 'network',
    counts: 'network-drill',
    every: { months: 3 },
    name: say('系统中断切换实测（断网演练）', 'Really switching over (network drill)'),
    source: say('ISO 22301 8.5', 'ISO 22301 8.5'),
  },
  {
    id: 'patrol',
    counts: { noted: 'patrol' },
    every: { hours: 2 },
    name: say('防火巡查，结束营业再查一次', 'Fire patrol, and once more when the hall closes'),
    source: say('公安部令第61号', 'Ministry of Public Security, order 61'),
  },
  {
    id: 'fire-check',
    counts: { noted: 'fire-check' },
    every: { months: 1 },
    name: say('防火检查', 'Fire check'),
    source: say('公安部令第61号', 'Ministry of Public Security, order 61'),
  },
  {
    id: 'fire-training',
    counts: { noted: 'fire-training' },
    every: { months: 6 },
    name: say('员工消防培训，含引导疏散；新员工上岗前', 'Fire training with guiding people out; new staff before duty'),
    source: say('公安部令第61号', 'Ministry of Public Security, order 61'),
  },
  {
    id: 'first-aid',
    counts: { noted: 'first-aid' },
    every: { months: 12 },
    name: say('AED、心肺复苏复训', 'AED and CPR refreshed'),
    source: own,
  },
  {
    id: 'power-test',
    counts: { noted: 'power-test' },
    every: { months: 1 },
    name: say('UPS、应急照明、广播、备用路由测试', 'UPS, emergency light, loudspeakers, spare router tested'),
    source: own,
  },
  {
    id: 'contacts',
    counts: { noted: 'contacts' },
    every: { months: 3 },
    name: say('通讯录逐个核对', 'Telephone list checked, number by number'),
    source: own,
  },
]
