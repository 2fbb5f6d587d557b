import { openPaper } from '#device/sealed/openPaper.ts'
import type { Tablet } from '#device/tablet.ts'
import type { CaseState } from '#domain/cases/cases.ts'
import {
  askRefund,
  type CaseAsk,
  confirmCase,
  endCase,
  finishStep,
  keepForm,
  openCase,
  putCaseOff,
  refuseRefund,
  submitCase,
  switchCase,
  takeCaseUp,
} from '#domain/cases/commands.ts'
import { casesSlice } from '#domain/cases/fold.ts'
import { stepsLeft, waitsForRefund } from '#domain/cases/queries.ts'
import { declareInterruption, endInterruption } from '#domain/interruptions/commands.ts'
import { interruptionsSlice } from '#domain/interruptions/fold.ts'
import { operatorOutOfReach, reachOf } from '#domain/interruptions/outOfReach.ts'
import { enterCase, takeLateEntry } from '#domain/lateEntry/commands.ts'
import { papersSlice } from '#domain/papers/fold.ts'
import { approveCase, returnCase } from '#domain/review/commands.ts'
import { type HallWith, opened } from '#domain/shelf.ts'
import type { Answer, Device, Operation } from '../device.ts'
import { standsThere } from '../people.ts'
import { type Act, anyDesk, type World } from './act.ts'
import { tellOf } from './work.ts'

/** What whoever works with cases has open. */
export const CASES = [casesSlice, interruptionsSlice, papersSlice] as const
type Hall = HallWith<typeof CASES>

/** What people do with cases, and with what customers told them. */
export const cases: readonly Act[] = [
  {
    weight: 30,
    async play(world) {
      const device = anyDesk(world)
      const hall = await whoIsAtCases(world, device)
      if (!hall) return
      const [what, perform] = nextIn(world, device, hall)
      await during(world, device, what, perform)
    },
  },
  {
    weight: 2,
    async play(world) {
      const device = anyDesk(world)
      const hall = await whoIsAtCases(world, device)
      if (!hall) return
      const isOut = operatorOutOfReach(hall) !== null
      const what = isOut ? 'says that the operator answers again' : 'says that the operator does not answer'
      await during(world, device, what, ({ log }) =>
        isOut
          ? log.perform(endInterruption, {})
          : log.perform(declareInterruption, { what: 'operator-system', drafts: 0 }),
      )
    },
  },
  {
    weight: 4,
    async play(world) {
      const device = anyDesk(world)
      if (world.papers.length === 0 || !(await whoIsAtCases(world, device))) return
      const paper = world.chance.oneOf(world.papers)
      await during(world, device, `reads the ${paper.kind} of ${paper.subject}`, async (tablet) => {
        let noted: Answer | null = null
        const { sealed, session, log } = tablet
        const door: Parameters<typeof openPaper>[0] = {
          sealed,
          session,
          log: {
            async perform(command, ask, how) {
              const performed = await log.perform(command, ask, how)
              noted = performed
              return performed
            },
          },
        }
        const { name, subject, kind } = paper
        const read = await openPaper(door, { name, subject, kind, reason: 'review' })
        if (read.ok && new TextDecoder().decode(read.bytes) !== paper.text)
          world.broken.push(`${device.name} reads something else in the ${kind} of ${subject}`)
        return noted ?? (read.ok ? { ok: true, events: [] } : { ok: false, why: read.why })
      })
    },
  },
]

/** A change of plan: three steps, the second needs the operator. */
const ASK: Omit<CaseAsk, 'ticket'> = {
  service: 'plan',
  version: 1,
  tier: 'T1',
  steps: {
    'in-reach': [
      { id: 'apply', evidence: ['fields'], needsOperator: false },
      { id: 'handle', evidence: [], needsOperator: true },
      { id: 'confirm', evidence: ['confirmation'], needsOperator: false },
    ],
    'out-of-reach': [
      { id: 'apply', evidence: ['fields'], needsOperator: false },
      { id: 'confirm', evidence: ['confirmation'], needsOperator: false },
    ],
  },
  priority: 'P2',
  promiseHours: 24,
}

type Step = readonly [what: string, perform: (tablet: Tablet) => Promise<Answer>]

/** The hall as somebody sees it who works with cases and is signed in there; null: nobody is. */
async function whoIsAtCases(world: World, device: Device): Promise<Hall | null> {
  if (!(await standsThere(world, device)) || !(await device.opens(...CASES))) return null
  return opened(device.tablet.log.hall, ...CASES)
}

/** What whoever stands there does next: with a case that is not at its end, or with a new customer. */
function nextIn(world: World, device: Device, hall: Hall): Step {
  const { chance } = world
  const open = [...hall.cases.values()].filter(({ status }) => status !== 'ended')
  const found = open.length === 0 || (open.length < 12 && chance.often(0.35)) ? null : chance.oneOf(open)
  if (!found) return ['opens a case', ({ log }) => log.perform(openCase, { ...ASK, ticket: null })]
  const named = { case: found.id }
  if (chance.often(0.1)) return refunding(found, chance.often(0.7))
  switch (found.status) {
    case 'review':
      return chance.often(0.75)
        ? [`approves ${found.id}`, ({ log }) => log.perform(approveCase, named)]
        : [`returns ${found.id}`, ({ log }) => log.perform(returnCase, { ...named, reason: 'form-incomplete' })]
    case 'accepted':
      if (found.late.lease === null)
        return [`takes ${found.id} to enter it late`, ({ log }) => log.perform(takeLateEntry, named)]
      return [
        `enters ${found.id} late`,
        ({ log }) =>
          log.perform(enterCase, { ...named, serial: `BOSS-${chance.below(1_000_000)}`, confirmHours: null }),
      ]
    case 'put-off':
      return [`takes ${found.id} up again`, ({ log }) => log.perform(takeCaseUp, { ...named, ticket: null })]
    default:
      return intake(world, device, found, hall)
  }
}

function intake(world: World, device: Device, found: CaseState, hall: Hall): Step {
  const { chance } = world
  const named = { case: found.id }
  const [next] = stepsLeft(found)
  if (chance.often(0.08))
    return [`puts ${found.id} off`, ({ log }) => log.perform(putCaseOff, { ...named, missing: ['id-card'], days: 3 })]
  if (found.reach !== reachOf(hall))
    return [
      `goes on with ${found.id} as the operator is now`,
      ({ log }) => log.perform(switchCase, { ...named, steps: ASK.steps }),
    ]
  if (found.forms.length === 0 || chance.often(0.1)) {
    const cash = chance.often(0.4) ? 5_000 : 0
    return sealing(world, device, { found, kind: 'form' }, ({ log }, paper) =>
      log.perform(keepForm, { ...named, paper, holds: [], phone: null, monthEnd: false, cash }),
    )
  }
  if (next?.id === 'confirm' && found.confirmation === null)
    return sealing(world, device, { found, kind: 'signature' }, ({ log }, paper) =>
      log.perform(confirmCase, { ...named, how: 'signature', paper }),
    )
  if (next)
    return [
      `has done ${next.id} of ${found.id}`,
      ({ log }) => log.perform(finishStep, { ...named, step: next.id, evidence: next.evidence }),
    ]
  return [`submits ${found.id}`, ({ log }) => log.perform(submitCase, { ...named, receipt: 'accepted' })]
}

/** Money goes back, or somebody wants it to: who may decide it does. */
function refunding(found: CaseState, agrees: boolean): Step {
  const named = { case: found.id }
  if (!waitsForRefund(found))
    return [
      `asks for the money of ${found.id}`,
      ({ log }) => log.perform(askRefund, { ...named, reason: 'customer-asks' }),
    ]
  return agrees
    ? [
        `gives the money of ${found.id} back`,
        ({ log }) => log.perform(endCase, { ...named, outcome: 'refunded', reason: 'customer-asks' }),
      ]
    : [
        `does not give the money of ${found.id} back`,
        ({ log }) => log.perform(refuseRefund, { ...named, why: 'see-me-first' }),
      ]
}

/** Seals what a customer said, and keeps it: before that its draft is saved, as it is typed. */
function sealing(
  world: World,
  device: Device,
  { found, kind }: { readonly found: CaseState; readonly kind: 'form' | 'signature' },
  keep: (tablet: Tablet, paper: string) => Promise<Answer>,
): Step {
  const text = `${kind} ${world.chance.below(1_000_000)} of ${found.id}`
  return [
    `keeps a ${kind} of ${found.id}`,
    async (tablet) => {
      const { sealed } = tablet
      if (!sealed || !(await sealed.drafts.save(found.id, text))) return { ok: false, why: 'locked' }
      if ((await sealed.drafts.open(found.id)) !== text)
        world.broken.push(`${device.name} has forgotten what was typed`)
      const name = await sealed.papers.seal({ subject: found.id, kind }, new TextEncoder().encode(text))
      if (name === null) return { ok: false, why: 'locked' }
      const kept = await keep(tablet, name)
      const [event] = kept.ok ? kept.events : []
      if (event) {
        const named = `${event.journal}:${event.n}`
        world.papers.push({ name, subject: found.id, kind, text, at: device, losses: device.losses, event: named })
      }
      return kept
    },
  ]
}

/** Does it, and lets time go by meanwhile: somebody may wait for the network. */
async function during(
  world: World,
  device: Device,
  what: string,
  perform: (tablet: Tablet) => Promise<Answer>,
): Promise<void> {
  let done: Operation | null = null
  void device.act(what, perform).then((operation) => {
    done = operation
  })
  await world.time.passUntil(() => done !== null, 20_000)
  if (done) tellOf(world, device, done)
  else world.story.tell(device.name, `${what}: nobody waits any longer`)
}
