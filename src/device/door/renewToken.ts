import type { Keepsakes } from '#device/basics/keepsakes.ts'
import type { SyncedLog } from '#device/hallLog/hallLog.ts'
import type { Answer } from '#device/sync/answers.ts'
import type { CallingOptions } from '#device/sync/calling.ts'
import { createDoorCalls } from '#device/sync/doorCalls.ts'
import { createHallServer } from '#device/sync/hallServer.ts'
import type { Renewal } from '#device/sync/sync.ts'
import { type Identity, readIdentity, writeIdentity } from '#device/who/identity.ts'
import type { SigningKey } from '#device/who/signingKey.ts'
import { isOfTheList } from '#domain/authority/authority.ts'
import type { Line } from '#log/lines.ts'
import { askForToken } from './askForToken.ts'

/**
 * Exchanges this tablet's token, or gets one with its key alone when the hall server does not know the one it has any more:
 * it was off for months, or the server's store was put back. The new one is kept before it is used.
 */
export async function renewToken(
  { hall, tablet, lane }: Pick<Identity, 'hall' | 'tablet' | 'lane'>,
  ports: {
    /** Asked without another token: that is what is asked for. */
    readonly calls: Omit<CallingOptions, 'renew'>
    readonly key: SigningKey
    readonly origin: string
    readonly keepsakes: Keepsakes
    /** Where the lines of the list of authority lie, once they can be read: they show that this tablet was let in. */
    readonly log: () => Pick<SyncedLog, 'carryOut'> | undefined
  },
): Promise<{ readonly kind: Exclude<Renewal, 'renewed'> } | { readonly kind: 'renewed'; readonly token: string }> {
  const { key, origin, keepsakes } = ports
  const calls = { server: createDoorCalls(createHallServer(ports.calls).ask), key }
  // Others may have brought back by now who was let in, but nobody who had which lane.
  const ask = { hall, tablet, origin, lane }
  const asked = await askForToken(ask, calls)
  const shown = isForgotten(asked) ? (await listIn(ports.log())).join('\n') : ''
  const given = shown === '' ? asked : await askForToken({ ...ask, admission: shown }, calls)
  if (given.kind === 'revoked') return { kind: 'revoked' }
  if (given.kind !== 'ok' || given.value.hall !== hall || given.value.tablet !== tablet) return { kind: 'not-now' }
  const { token, lane: newLane } = given.value
  const kept = await readIdentity(keepsakes)
  if (kept?.identity.tablet !== tablet) return { kind: 'not-now' }
  // Another lane than it had counts from the next start on.
  await writeIdentity(keepsakes, { ...kept, identity: { ...kept.identity, lane: newLane }, token })
  return { kind: 'renewed', token }
}

/** Who was let in, by whom, and who was sent away, as it was signed. */
async function listIn(log: Pick<SyncedLog, 'carryOut'> | undefined): Promise<readonly Line[]> {
  const carried = await log?.carryOut(({ kind }) => kind !== 'JournalOpened' && isOfTheList({ kind }))
  return (carried?.lines ?? []).flatMap(({ wanted, line }) => (wanted ? [line] : []))
}

/** The hall server does not know this tablet: its store may be older than the line that let the tablet in. */
const isForgotten = (answer: Answer<unknown>): boolean => answer.kind === 'problem' && answer.code === 'not-admitted'
