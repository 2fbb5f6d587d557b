/**
 * @module content
 * What a hall starts with, as data: queues, services with their forms, regulatory parameters, reasons, emergency plans, and
 * the clips that speak. Queues, services, reasons and parameters a hall changes in its settings; forms and plans come in
 * versions. Nothing here touches a hall that is already set up.
 */
import type { CounterDesk, Queue } from '#domain/settings/events.ts'

/**
 * The six queues of a standard hall. The target is the ten minutes that halls publish as the wait they aim for;
 * connecting and porting a number have fifteen, the limit at which a duty manager opens another counter.
 */
export const startQueues: readonly Queue[] = [
  { id: 'A', prefix: 'A', name: { zh: '缴费充值', en: 'Payments' }, hue: 1, targetMinutes: 10, open: true },
  { id: 'B', prefix: 'B', name: { zh: '套餐变更', en: 'Plan changes' }, hue: 2, targetMinutes: 10, open: true },
  { id: 'C', prefix: 'C', name: { zh: '新入网', en: 'New numbers' }, hue: 3, targetMinutes: 15, open: true },
  { id: 'D', prefix: 'D', name: { zh: '携号转网', en: 'Number porting' }, hue: 4, targetMinutes: 15, open: true },
  {
    id: 'E',
    prefix: 'E',
    name: { zh: '咨询投诉', en: 'Questions, complaints' },
    hue: 5,
    targetMinutes: 10,
    open: true,
  },
  { id: 'F', prefix: 'F', name: { zh: '其他业务', en: 'Other business' }, hue: 6, targetMinutes: 10, open: true },
]

/** Counters of a new hall, `1` … `count`; each serves every queue until the hall says otherwise. A standard hall opens four to six. */
export const startCounters = (count: number, queues: readonly Queue[]): CounterDesk[] =>
  Array.from({ length: count }, (_, at) => ({ id: String(at + 1), queues: queues.map(({ id }) => id) }))
