/**
 * What may be suggested once a customer has what they came for (1.1.19): one thing for each service, and nothing where it
 * would stand in somebody's way: who leaves, complains, reports a fault or is helped (plan-study §2.3, SV04).
 */
import type { Bilingual } from '#domain/shapes.ts'
import { say } from './plans/write.ts'

/** Something that may be suggested. */
export interface Suggestion {
  /** `data-pack` */
  readonly id: string
  readonly text: Bilingual
  /** The service that it leads to; null: nothing has to be opened for it. */
  readonly service: string | null
}

const dataPack = {
  id: 'data-pack',
  text: say('流量包：当月不够用可以加。', 'A data pack, when a month runs short.'),
  service: 'SV10',
}
const plan = {
  id: 'plan',
  text: say(
    '换更合适的套餐：常买流量包的，换套餐更省。',
    'A plan that fits better, for whoever often buys data packs.',
  ),
  service: 'SV05',
}
const app = {
  id: 'app',
  text: say('手机 APP：话费、流量、套餐自己查。', 'The app: look up balance, data and plan by oneself.'),
  service: null,
}
const autoPay = {
  id: 'auto-pay',
  text: say(
    '自动缴费：在手机 APP 里开通，不用再来厅里缴。',
    'Paying by itself: set up in the app, no need to come again.',
  ),
  service: null,
}
const accessories = {
  id: 'accessories',
  text: say('保护壳、贴膜：减少再次摔坏。', 'A case or a film, so that it breaks less easily.'),
  service: 'SV15',
}
const offers = { id: 'offers', text: say('正在进行的优惠活动。', 'Offers that are on now.'), service: 'SV16' }

const BY_SERVICE: Readonly<Record<string, Suggestion>> = {
  SV01: app,
  SV02: app,
  SV03: app,
  SV05: dataPack,
  SV08: autoPay,
  SV09: autoPay,
  SV10: plan,
  SV14: accessories,
  SV15: offers,
  SV17: app,
}

/** What may be suggested after this service; null: nothing. */
export const suggestionAfter = (service: string): Suggestion | null => BY_SERVICE[service] ?? null

/** What a suggestion says, by its id. */
export const suggestionText = (id: string): Bilingual | undefined =>
  Object.values(BY_SERVICE).find((each) => each.id === id)?.text
