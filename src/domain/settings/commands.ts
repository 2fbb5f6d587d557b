import * as v from 'valibot'
import { commandsOf, needRole } from '../command.ts'
import { isOpen } from '../tickets/tickets.ts'
import { type SettingsChange, settingsKinds, WALL_VARIABLES } from './events.ts'

/** Why a command of this subject may refuse, besides what any command may. */
export const refusals = ['number-is-taken', 'prefix-is-taken', 'queue-unknown', 'settings-do-not-fit'] as const
type Why = (typeof refusals)[number]

const { command, accept, refuse } = commandsOf<typeof settingsKinds, Why>()()

/** Changes the hall's settings. Tickets that exist keep their queue, number and time whatever is configured. */
export const configureHall = command<SettingsChange>('configureHall', (hall, ask, situation) => {
  // A hall without staff is being set up by the tablet that the first pairing link made a manager's.
  const founding = hall.staff.size === 0 && situation.tablet.place === 'manager'
  const refusal = founding ? null : needRole(hall, situation, 'manager')
  if (refusal) return refusal
  const { shown, kept } = partsOf(ask)
  if (!v.is(settingsKinds.HallConfigured.body, shown) || !v.is(settingsKinds.DesksConfigured.body, kept))
    return refuse('settings-do-not-fit')
  const { queues = hall.settings.queues, services = hall.settings.services, counters = hall.settings.counters } = ask
  const twice = firstTwice(queues.map(({ prefix }) => prefix))
  if (twice) return refuse('prefix-is-taken', { prefix: twice })
  if (firstTwice(counters.map(({ id }) => id))) return refuse('number-is-taken')
  const ids = new Set(queues.map(({ id }) => id))
  const lost = [...services.map(({ queue }) => queue), ...counters.flatMap((counter) => counter.queues)].find(
    (id) => !ids.has(id),
  )
  if (lost) return refuse('queue-unknown', { queue: lost })
  // A queue with customers in it cannot go; it can only be closed to new ones.
  const inUse = [...hall.tickets.values()].find((ticket) => isOpen(ticket) && !ids.has(ticket.queue))
  if (inUse) return refuse('queue-unknown', { queue: inUse.queue, label: inUse.label })
  return accept(
    ...(isEmpty(shown) ? [] : [{ kind: 'HallConfigured', subject: hall.id, body: shown } as const]),
    ...(isEmpty(kept) ? [] : [{ kind: 'DesksConfigured', subject: hall.id, body: kept } as const]),
  )
})

/** What of a change every place may read, and what only desks. */
function partsOf({ probed, printers, channels, procedures, planVariables, ...rest }: SettingsChange) {
  const own = Object.entries(planVariables ?? {})
  const isShown = ([name]: readonly [string, string]) => WALL_VARIABLES.some((each) => each === name)
  const [onWalls, atDesks] = [own.filter(isShown), own.filter((each) => !isShown(each))]
  const variables = (entries: readonly (readonly [string, string])[]) =>
    entries.length === 0 ? {} : { planVariables: Object.fromEntries(entries) }
  return {
    shown: { ...rest, ...variables(onWalls) },
    kept: {
      ...variables(atDesks),
      ...(probed === undefined ? {} : { probed }),
      ...(printers === undefined ? {} : { printers }),
      ...(channels === undefined ? {} : { channels }),
      ...(procedures === undefined ? {} : { procedures }),
    },
  }
}

const isEmpty = (part: object): boolean => Object.keys(part).length === 0

/** A line of the recovery sheet was read back, from wherever it is kept now. */
export const keepRecoverySheet = command<Record<string, never>>('keepRecoverySheet', (hall, _ask, situation) => {
  const refusal = needRole(hall, situation, 'manager')
  if (refusal) return refusal
  return hall.isSheetKept ? accept() : accept({ kind: 'RecoverySheetKept', subject: hall.id, body: {} })
})

const firstTwice = (words: readonly string[]): string | undefined => words.find((word, i) => words.indexOf(word) !== i)
