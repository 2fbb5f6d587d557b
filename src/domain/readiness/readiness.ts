import type { ContinuityPart } from '../continuity/continuity.ts'
import { backupList, readinessOf as readinessOfBackup } from '../continuity/queries.ts'
import type { FloorPart } from '../floorPlan/floorPlan.ts'
import { drillsDone, plansOf } from '../incidents/progress.ts'
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
  exits: 8,
  assembly: 8,
  /** What whoever calls for help has to say. */
  address: 8,
  'own-phone': 3,
  /** Of the building, the police and the hospital. */
  phones: 4,
  /** Everything else that plans speak of. */
  'plan-words': 6,
  published: 7,
  'floor-plan': 9,
  /** Each tablet knows where it stands, so that its way out begins there. */
  stands: 4,
  /** Where extinguisher and AED are. */
  rescue: 3,
  /** With one alone, a lost PIN closes the hall. */
  'two-managers': 6,
  staff: 3,
  'own-pins': 4,
  'staff-phones': 3,
  /** Reception, counter and wall. */
  places: 4,
  /** Of what business moves to, something was tried lately. */
  backups: 3,
  sheet: 5,
  'fire-drill': 6,
  /** Each tablet was heard within a day … */
  heard: 2,
  /** … is charged … */
  charged: 2,
  /** … and has the same plans as this one. */
  'same-plans': 2,
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

/** How tablets are, as far as the hall server tells; null: nobody tells now, and nothing is counted of it. */
export interface TabletFacts {
  /** Who is not heard, and since when (ms since 1970). */
  readonly silent: ReadonlyMap<string, number>
  /** By tablet: its charge in percent, null where it tells none or is on the mains; and whether its plans are those of this one. */
  readonly told: ReadonlyMap<string, { readonly charge: number | null; readonly hasSamePlans: boolean }> | null
}

/** What is looked at, and when (ms since 1970). */
export interface ReadinessOf {
  /** Those of the library. */
  readonly plans: readonly Plan[]
  /** The hall's own places and numbers that plans may speak of, by name. */
  readonly words: readonly string[]
  readonly now: number
  readonly tablets: TabletFacts | null
}

/** Numbers that are needed in nearly every emergency, by their names in plans. */
const NEEDED_PHONES = ['物业电话', '派出所电话', '医院电话'] as const
/** Words with an item of their own. */
const OWN_ITEMS = new Set<string>(['出口1', '集合点', '本厅地址', '本厅电话', ...NEEDED_PHONES])
/** Evacuation is exercised every half-year. */
const FIRE_DRILL_WITHIN_MS = 184 * 86_400_000

/** Of a tablet that lies ready (plan-study §4.7). */
const CHARGED_PERCENT = 80
const HEARD_WITHIN_MS = 86_400_000

type ReadyHall = OpenHall & ContinuityPart & FloorPart & PublishingPart & RosterPart

/** How ready a hall is: the share of what is known. */
export function readinessOf(hall: ReadyHall, of: ReadinessOf): Readiness {
  const states = statesOf(hall, of)
  const whole = states.reduce((sum, { item }) => sum + WEIGHTS[item], 0)
  const missing = states
    .filter(({ done }) => done < 1)
    .sort((a, b) => WEIGHTS[b.item] * (1 - b.done) - WEIGHTS[a.item] * (1 - a.done))
  return {
    score: Math.floor((100 * states.reduce((sum, { item, done }) => sum + WEIGHTS[item] * done, 0)) / whole),
    missing,
    met: states.filter(({ done }) => done === 1).map(({ item }) => item),
  }
}

function statesOf(hall: ReadyHall, { plans, words, now, tablets: facts }: ReadinessOf): readonly ItemState[] {
  const { planVariables } = hall.settings
  const said = (name: string) => (planVariables[name]?.trim() ?? '') !== ''
  const people = presentStaff(hall)
  const tablets = [...hall.tablets.values()].filter(({ revoked }) => !revoked)
  const zones = new Set(hall.floor.plan?.zones.map(({ id }) => id))
  const used = new Set(plans.flatMap((plan) => unfilled(plan, {})))
  const others = words.filter((name) => used.has(name) && !OWN_ITEMS.has(name))
  const bosses = managers(hall).length
  const drilled = drillsDone(hall).some(
    (drill) => plansOf(drill).includes('P01') && drill.declaredAt > now - FIRE_DRILL_WITHIN_MS,
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
    share('rescue', ['extinguisher', 'aed'] as const, (symbol) =>
      (hall.floor.plan?.symbols ?? []).some(({ kind }) => kind === symbol),
    ),
    yes(
      'backups',
      backupList(hall, now).some((each) => readinessOfBackup(each, now) === 'ready'),
    ),
    ...(facts ? tabletStates(tablets, facts, now) : []),
  ]
}

function tabletStates(
  tablets: readonly { readonly id: string }[],
  { silent, told }: TabletFacts,
  now: number,
): readonly ItemState[] {
  const known = told ? tablets.flatMap(({ id }) => told.get(id) ?? []) : []
  return [
    share('heard', tablets, ({ id }) => now - (silent.get(id) ?? now) <= HEARD_WITHIN_MS),
    ...(known.length === 0
      ? []
      : [
          share('charged', known, ({ charge }) => charge === null || charge >= CHARGED_PERCENT),
          share('same-plans', known, ({ hasSamePlans }) => hasSamePlans),
        ]),
  ]
}

const yes = (item: ReadinessItem, is: boolean): ItemState => ({ item, done: is ? 1 : 0, left: is ? 0 : 1 })

/** So many of these are as they should be; where there is nothing at all, the first of them is missing. */
function share<Each>(item: ReadinessItem, of: readonly Each[], is: (each: Each) => boolean): ItemState {
  const left = of.length === 0 ? 1 : of.filter((each) => !is(each)).length
  return { item, done: 1 - left / Math.max(1, of.length), left }
}
