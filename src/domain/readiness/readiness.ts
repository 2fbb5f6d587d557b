import type { FloorPart } from '../floorPlan/floorPlan.ts'
import { drillsDone } from '../incidents/progress.ts'
import type { OpenHall } from '../openHall.ts'
import { type Plan, unfilled } from '../plans/plan.ts'
import type { PublishingPart } from '../publishing/publishing.ts'
import { placementOf } from '../roster/queries.ts'
import type { RosterPart } from '../roster/roster.ts'
import { managers, presentStaff } from '../staff/queries.ts'

/** 就绪度: what a hall has to have seen to before something happens, and how far it is with it. Pure; nothing is kept of it. */

/** What is looked at, with its share of the hundred; what lives hang on weighs most. */
export const WEIGHTS = {
  /** Where one gets out, as announcements call it. */
  exits: 10,
  assembly: 10,
  /** What whoever calls for help has to say. */
  address: 8,
  'own-phone': 4,
  /** Of the building, the police and the hospital. */
  phones: 4,
  /** Everything else that plans speak of. */
  'plan-words': 8,
  published: 8,
  'floor-plan': 10,
  /** Each tablet knows where it stands, so that its way out begins there. */
  stands: 4,
  /** With one alone, a lost PIN closes the hall. */
  'two-managers': 8,
  staff: 4,
  'own-pins': 4,
  'staff-phones': 2,
  /** Reception, counter and wall. */
  places: 6,
  sheet: 6,
  'fire-drill': 4,
} as const

export type ReadinessItem = keyof typeof WEIGHTS

/** How far one thing is. */
export interface ItemState {
  readonly item: ReadinessItem
  /** From 0 to 1. */
  readonly done: number
  /** What is still missing, as far as it has a number: of plans, of tablets, of people. */
  readonly left: number
}

/** How ready a hall is. */
export interface Readiness {
  /** 0–100; 100 only when nothing is missing. */
  readonly score: number
  /** What is missing, what weighs most in front. */
  readonly missing: readonly ItemState[]
  readonly met: readonly ReadinessItem[]
}

/** Numbers that are needed in nearly every emergency, by their names in plans. */
const NEEDED_PHONES = ['物业电话', '派出所电话', '医院电话'] as const
/** Words with an item of their own. */
const OWN_ITEMS = new Set<string>(['出口1', '集合点', '本厅地址', '本厅电话', ...NEEDED_PHONES])
/** Evacuation is exercised every half-year. */
const FIRE_DRILL_WITHIN_MS = 184 * 86_400_000

/**
 * How ready a hall is at `now` (ms since 1970). `plans` are those of the library; `words`: the hall's own places and numbers
 * that plans may speak of, by name.
 */
export function readinessOf(
  hall: OpenHall & FloorPart & PublishingPart & RosterPart,
  { plans, words, now }: { readonly plans: readonly Plan[]; readonly words: readonly string[]; readonly now: number },
): Readiness {
  const states = statesOf(hall, { plans, words, now })
  const missing = states
    .filter(({ done }) => done < 1)
    .sort((a, b) => WEIGHTS[b.item] * (1 - b.done) - WEIGHTS[a.item] * (1 - a.done))
  return {
    score: Math.floor(states.reduce((sum, { item, done }) => sum + WEIGHTS[item] * done, 0)),
    missing,
    met: states.filter(({ done }) => done === 1).map(({ item }) => item),
  }
}

function statesOf(
  hall: OpenHall & FloorPart & PublishingPart & RosterPart,
  { plans, words, now }: { readonly plans: readonly Plan[]; readonly words: readonly string[]; readonly now: number },
): readonly ItemState[] {
  const { planVariables } = hall.settings
  const said = (name: string) => (planVariables[name]?.trim() ?? '') !== ''
  const people = presentStaff(hall)
  const tablets = [...hall.tablets.values()].filter(({ revoked }) => !revoked)
  const zones = new Set(hall.floor.plan?.zones.map(({ id }) => id))
  const used = new Set(plans.flatMap((plan) => unfilled(plan, {})))
  const others = words.filter((name) => used.has(name) && !OWN_ITEMS.has(name))
  const bosses = managers(hall).length
  const drilled = drillsDone(hall).some(
    ({ plan, declaredAt }) => plan === 'P01' && declaredAt > now - FIRE_DRILL_WITHIN_MS,
  )
  return [
    yes('exits', said('出口1')),
    yes('assembly', said('集合点') || (hall.floor.plan?.assembly.trim() ?? '') !== ''),
    yes('address', said('本厅地址')),
    yes('own-phone', said('本厅电话')),
    share('phones', NEEDED_PHONES, said),
    share('plan-words', others, said),
    share('published', plans, ({ id, version }) => hall.published.get(id)?.version === version),
    yes('floor-plan', hall.floor.plan !== null),
    share('stands', tablets, ({ id }) => zones.has(hall.floor.stands.get(id)?.zone ?? '')),
    { item: 'two-managers', done: Math.min(1, bosses / 2), left: Math.max(0, 2 - bosses) },
    yes(
      'staff',
      people.some(({ roles }) => roles.includes('front')),
    ),
    share('own-pins', people, ({ key, given }) => key !== null && given === null),
    share('staff-phones', people, ({ id }) => placementOf(hall, id).phone.trim() !== ''),
    share('places', ['reception', 'counter', 'wall'] as const, (place) => tablets.some((each) => each.place === place)),
    yes('sheet', hall.isSheetKept),
    yes('fire-drill', drilled),
  ]
}

const yes = (item: ReadinessItem, is: boolean): ItemState => ({ item, done: is ? 1 : 0, left: is ? 0 : 1 })

/** So many of these are as they should be; where there is nothing at all, the first of them is missing. */
function share<Each>(item: ReadinessItem, of: readonly Each[], is: (each: Each) => boolean): ItemState {
  const left = of.length === 0 ? 1 : of.filter((each) => !is(each)).length
  return { item, done: 1 - left / Math.max(1, of.length), left }
}
