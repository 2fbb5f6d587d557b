/** The classes of events (1.1.3 and 1.1.30): every incident, drill and report is of one, by its plan. */
import type { Bilingual } from '#domain/shapes.ts'
import { say } from './write.ts'

export interface EventClass {
  readonly id: string
  readonly name: Bilingual
  /** Plans for it, by id; each plan is in one class. */
  readonly plans: readonly string[]
}

/** The five that 1.1.3 names, the three that 1.1.30 adds, what the library has besides, and whatever else happens. */
export const eventClasses: readonly EventClass[] = [
  { id: 'casualties', name: say('人员伤亡', 'People hurt'), plans: ['P06'] },
  { id: 'equipment', name: say('设备故障', 'Equipment failure'), plans: ['P20'] },
  { id: 'network', name: say('网络中断', 'Network down'), plans: ['P04'] },
  { id: 'dispute', name: say('客户纠纷', 'Customer dispute'), plans: ['P07'] },
  { id: 'disaster', name: say('自然灾害', 'Natural disaster'), plans: ['P09', 'P10'] },
  { id: 'fire', name: say('火灾', 'Fire'), plans: ['P01'] },
  { id: 'robbery', name: say('抢劫', 'Robbery'), plans: ['P02'] },
  { id: 'system', name: say('信息系统故障', 'IT failure'), plans: ['P03'] },
  { id: 'power', name: say('停电', 'Power cut'), plans: ['P05'] },
  { id: 'crowd', name: say('客流拥挤', 'Crowding'), plans: ['P08'] },
  { id: 'threat', name: say('爆炸威胁', 'Bomb threat'), plans: ['P11'] },
  { id: 'data', name: say('信息泄露', 'Data lost'), plans: ['P12'] },
  { id: 'other', name: say('其他', 'Something else'), plans: ['P21'] },
]
