/** The plan library (1.1.30): the plans, those about lives first, and what a hall has to say before they can be used. */
import type { Plan } from '#domain/plans/plan.ts'
import type { Bilingual } from '#domain/shapes.ts'
import { lifePlans } from './life.ts'
import { otherPlans } from './others.ts'
import { outagePlans } from './outages.ts'
import { peoplePlans } from './people.ts'
import { say } from './write.ts'

const byId = (a: Plan, b: Plan) => (a.id < b.id ? -1 : 1)

/** Every plan, in the order of its card. */
export const plans: readonly Plan[] = [...lifePlans, ...[...outagePlans, ...peoplePlans].sort(byId), ...otherPlans]

/** A plan by its id, in this version or the newest. */
export const planOf = (id: string): Plan | undefined => plans.find((each) => each.id === id)

export interface PhoneNumber {
  readonly number: string
  readonly name: Bilingual
  /** Called when it is about lives. */
  readonly forLives?: boolean
  /** Written to, not called: for when nobody may speak. */
  readonly byMessage?: boolean
}

/** Numbers that everybody may have to dial, those for lives first (plan-study §3.3). */
export const phones: readonly PhoneNumber[] = [
  { number: '119', name: say('火警', 'Fire'), forLives: true },
  { number: '110', name: say('报警', 'Police'), forLives: true },
  { number: '120', name: say('急救', 'Ambulance'), forLives: true },
  { number: '12110', name: say('短信报警（不便出声时）', 'Police by message, when nobody may speak'), byMessage: true },
  { number: '122', name: say('交通事故', 'Traffic accident') },
  { number: '95598', name: say('供电', 'Electricity') },
  { number: '12350', name: say('安全生产举报', 'Work safety') },
  { number: '12345', name: say('政务服务', 'City services') },
  { number: '12315', name: say('消费者', 'Consumers') },
  { number: '12300', name: say('电信用户申诉', 'Telecom users’ appeals') },
  { number: '10086', name: say('客服', 'Customer service') },
]

/** What is said when a drill begins and when it ends (plan-study §3.3); `{{演练名称/}}` is the plan's name. */
export const drillAnnouncements = {
  begins: say(
    '各位顾客，现在进行{{演练名称/}}应急演练，不是真实险情，请不要惊慌，如需帮助请联系工作人员。',
    'Ladies and gentlemen, this is a drill ({{演练名称/emergency}}). There is no danger. Please stay calm, and ask the staff if you need help.',
  ),
  ends: say('演练到此结束，感谢配合。', 'The drill is over. Thank you for your help.'),
} as const

/** What to say to them, in this order; do not hang up first. */
export const callScript: readonly Bilingual[] = [
  say('什么事', 'What has happened'),
  say('在哪里：路名、门牌、标志物 {{本厅地址/}}', 'Where: street, number, landmark {{本厅地址/}}'),
  say('多少人', 'How many people'),
  say('是否有危险品、受困', 'Hazards, anybody trapped'),
  say('我的电话 {{本厅电话/}}', 'My number {{本厅电话/}}'),
  say('谁在哪个路口接车', 'Who meets you, at which corner'),
]
