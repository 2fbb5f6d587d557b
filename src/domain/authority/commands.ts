import { commandsOf, needRole } from '../command.ts'
import type { authorityKinds } from './events.ts'
import type { Run } from './queries.ts'
import { strangeServers } from './strangeServers.ts'

/** Why a command of this subject may refuse, besides what any command may. */
export const refusals = ['nothing-waits', 'server-unknown'] as const
type Why = (typeof refusals)[number]

const { command, accept, refuse } = commandsOf<typeof authorityKinds, Why>()()

/** Counts what lies behind a cut: exactly the lines that a manager has seen, and none that may still come. */
export const acceptActs = command<{ runs: readonly Run[] }>('acceptActs', (hall, { runs }, situation) => {
  const refusal = needRole(hall, situation, 'manager')
  if (refusal) return refusal
  if (runs.length === 0) return refuse('nothing-waits')
  const after = [...hall.authority.heads]
  return accept(
    ...runs.map(({ journal, from, to }) => ({
      kind: 'ActsAccepted' as const,
      subject: journal,
      body: { from, to, after },
    })),
  )
})

/** Lets the machine with this key serve the hall, besides those before it: what it has said counts from then on. */
export const admitServer = command<{ key: string }>('admitServer', (hall, { key }, situation) => {
  const refusal = needRole(hall, situation, 'manager')
  if (refusal) return refusal
  if (!strangeServers(hall.authority).includes(key)) return refuse('server-unknown')
  return accept({ kind: 'ServerAdmitted', subject: hall.id, body: { key, after: [...hall.authority.heads] } })
})
