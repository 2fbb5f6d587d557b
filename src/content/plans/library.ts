/** The plan library (1.1.30): twelve plans, those about lives first, and what a hall has to say before they can be used. */
import type { Plan } from '#domain/plans/plan.ts'
import type { Bilingual } from '#domain/shapes.ts'
import { businessPlans } from './business.ts'
import { lifePlans } from './life.ts'
import { say } from './write.ts'

/** Every plan, in the order of its card. */
export const plans: readonly Plan[] = [...lifePlans, ...businessPlans]

/** A plan by its id, in this version or the newest. */
export const planOf = (id: string): Plan | undefined => plans.find((each) => each.id === id)

/** The hall's own places and numbers, by the name that the plans use. */
export const hallVariables: Readonly<Record<string, Bilingual>> = {
  集合点: say('集合点', 'Assembly point'),
  出口1: say('出口 1', 'Exit 1'),
  出口2: say('出口 2', 'Exit 2'),
  路口: say('接车路口', 'Where engines are met'),
  紧急按钮: say('紧急按钮在哪里', 'Where the panic button is'),
  AED位置: say('AED 在哪里', 'Where the AED is'),
  邻厅: say('邻厅和电话', 'Neighbour hall and telephone'),
  支撑中心电话: say('支撑中心电话', 'Support centre’s telephone'),
  发言人: say('对媒体的发言人', 'Who speaks to the press'),
}

/** Numbers that everybody may have to dial (plan-study §3.3). */
export const phones: readonly { readonly number: string; readonly name: Bilingual }[] = [
  { number: '119', name: say('火警', 'Fire') },
  { number: '110', name: say('报警', 'Police') },
  { number: '120', name: say('急救', 'Ambulance') },
  { number: '122', name: say('交通事故', 'Traffic accident') },
  { number: '95598', name: say('供电', 'Electricity') },
  { number: '12350', name: say('安全生产举报', 'Work safety') },
]

/** What to say to them, in this order; do not hang up first. */
export const callScript: readonly Bilingual[] = [
  say('什么事', 'What has happened'),
  say('在哪里:路名、门牌、标志物', 'Where: street, number, landmark'),
  say('多少人', 'How many people'),
  say('是否有危险品、受困', 'Hazards, anybody trapped'),
  say('我的电话', 'My number'),
  say('谁在哪个路口接车', 'Who meets you, at which corner'),
]
