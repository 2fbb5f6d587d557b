import { baseOf } from '#log/journalName.ts'
import type { LineName } from '#log/lines.ts'
import type { authorityKinds } from '../authority/events.ts'
import type { Run } from '../authority/queries.ts'
import { commandsOf, needRole } from '../command.ts'
import type { counterKinds } from '../counters/events.ts'
import { isAtWork } from '../counters/queries.ts'
import type { Place } from '../kind.ts'
import type { RedactionReason, tabletKinds } from './events.ts'

/** Why a command of this subject may refuse, besides what any command may. */
export const refusals = ['tablet-unknown', 'not-redactable'] as const
type Why = (typeof refusals)[number]

const { command, accept, refuse } = commandsOf<
  typeof authorityKinds & typeof tabletKinds & typeof counterKinds,
  Why
>()()

/**
 * Lets a tablet in. Its key and its seal key are the ones it knocked with; the box is sealed to them. `name`: what it is
 * called, unless it has its name already.
 */
export const admitTablet = command<{
  tablet: string
  name?: string
  place: Place
  key: string
  sealKey: string | null
  box: string | null
}>('admitTablet', (hall, { tablet, name, ...asked }, situation) => {
  const refusal = needRole(hall, situation, 'manager')
  if (refusal) return refusal
  return accept(
    { kind: 'TabletAdmitted', subject: tablet, body: { ...asked, after: [...hall.authority.heads] } },
    ...(name === undefined ? [] : [{ kind: 'TabletDescribed' as const, subject: tablet, body: { name } }]),
  )
})

/**
 * Revokes a tablet: the hall server stops listening to it; what it has not sent stays on it. `lost`: it is in strange hands,
 * so that there is more to be done. Nobody calls at a counter where it stands: whom it called waits for the others again.
 */
export const revokeTablet = command<{ tablet: string; lost?: boolean }>('revokeTablet', (hall, ask, situation) => {
  const refusal = needRole(hall, situation, 'manager')
  if (refusal) return refusal
  const tablet = hall.tablets.get(ask.tablet)
  if (!tablet) return refuse('tablet-unknown')
  if (tablet.revoked) return accept()
  const theirs = [...situation.heads].filter(([journal]) => hall.journals.get(baseOf(journal))?.tablet === tablet.id)
  const lost = ask.lost === true ? { lost: true } : {}
  const body = { known: Object.fromEntries(theirs), ...lost, after: [...hall.authority.heads] }
  const left = [...hall.counters.values()].filter((each) => each.tablet === tablet.id && isAtWork(each) && !each.lost)
  return accept(
    { kind: 'TabletRevoked', subject: ask.tablet, body },
    ...left.map(({ id }) => ({ kind: 'CounterDeclaredLost' as const, subject: id, body: {} })),
  )
})

/** Says that this tablet has got the desk secrets of these versions of the hall key, where it has not said so. */
export const tellSecretsTaken = command<{ tablet: string; keys: readonly string[] }>(
  'tellSecretsTaken',
  (hall, { tablet, keys }) => {
    const told = hall.secretsTaken.get(tablet)
    const news = keys.filter((key) => !told?.has(key))
    return accept(...news.map((key) => ({ kind: 'DeskSecretTaken' as const, subject: key, body: {} })))
  },
)

/** Waits no longer for tablets that have not brought back what the hall server has lost. */
export const endGathering = command<{ epoch: string }>('endGathering', (hall, { epoch }, situation) => {
  const refusal = needRole(hall, situation, 'manager')
  if (refusal) return refusal
  return accept({ kind: 'GatheringEnded', subject: epoch, body: {} })
})

/** Says of lines of a tablet that does not come back where they belong: its clock ran far ahead, and they are held until then. */
export const takeStamps = command<{ runs: readonly Run[] }>('takeStamps', (hall, { runs }, situation) => {
  const refusal = needRole(hall, situation, 'manager')
  if (refusal) return refusal
  return accept(
    ...runs.map(({ journal, from, to }) => ({ kind: 'StampsTaken' as const, subject: journal, body: { from, to } })),
  )
})

/**
 * Takes a line out of the log: every holder leaves of it its head. `freeText`: its kind is one that people write in words
 * of their own; of any other nobody would take anything.
 */
export const redactLine = command<{ line: LineName; freeText: boolean; why?: RedactionReason }>(
  'redactLine',
  (hall, ask, situation) => {
    const refusal = needRole(hall, situation, 'manager')
    if (refusal) return refusal
    if (!ask.freeText) return refuse('not-redactable')
    const { journal, n, hash } = ask.line
    return accept({
      kind: 'LineRedacted',
      subject: journal,
      body: { n, hash, ...(ask.why === undefined ? {} : { why: ask.why }) },
    })
  },
)
