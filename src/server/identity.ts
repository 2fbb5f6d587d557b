import { randomBytes } from 'node:crypto'
import { openingOf } from '#domain/tablets/opening.ts'
import { journalName } from '#log/journalName.ts'
import { keptEvent } from '#log/lines.ts'
import type { EventStore, Identity } from './eventStore.ts'
import { createSigningKey, openSigner } from './signing.ts'
import { damaged } from './sqlite/unopened.ts'
import type { Witness } from './witness.ts'

/**
 * Who the hall of this store is. A new store founds one; a store beside which a witness of another lies was no new one, and
 * one whose own key, name or journal do not fit each other any more would go on as a server that no tablet believes.
 */
export async function identityOf(
  store: EventStore,
  { folder, witness }: { readonly folder: string; readonly witness: Witness },
): Promise<Identity> {
  const identity = await store.identity()
  if (!identity) {
    if (witness.seen()) throw damaged(folder, 'it holds no hall any more')
    return foundHall(store)
  }
  const key = publicKeyOf(identity.signingKey)
  if (key === null) throw damaged(folder, 'its signing key cannot be read')
  const state = await store.journal(identity.journal)
  if (state ? state.tablet !== 'server' : (await store.head()) > 0)
    throw damaged(folder, 'its own journal is not there')
  const named = await keyInLine(store, identity.journal)
  if (named !== null && named !== key) throw damaged(folder, 'its signing key is another one')
  return identity
}

function publicKeyOf(signingKey: string): string | null {
  try {
    return openSigner(signingKey).publicKey
  } catch {
    return null
  }
}

/** The key that the first line of a journal says, if that line is what gave the journal its name. */
async function keyInLine(store: EventStore, journal: string): Promise<string | null> {
  const line = await store.line(journal, 1)
  const event = line === null ? null : keptEvent(line)
  return event?.journal === journal ? (openingOf(event)?.key ?? null) : null
}

async function foundHall(store: EventStore): Promise<Identity> {
  const signingKey = createSigningKey()
  const server = `e_${randomBytes(8).toString('hex')}`
  // The first is named by the epoch.
  const journal = journalName(openSigner(signingKey).publicKey, server)
  const identity = { hall: `h_${randomBytes(5).toString('hex')}`, server, journal, signingKey }
  await store.found(identity)
  return identity
}
