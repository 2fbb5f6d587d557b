import { randomBytes } from 'node:crypto'
import { openingOf } from '#domain/tablets/opening.ts'
import { journalName } from '#log/journalName.ts'
import { keptEvent } from '#log/lines.ts'
import type { EventStore, Identity } from './eventStore.ts'
import { type KeyBeside, openKeyBeside } from './keyBeside.ts'
import { awaitedIn } from './kit/awaited.ts'
import { createSigningKey, openSigner } from './signing.ts'
import { damaged } from './sqlite/unopened.ts'
import type { Witness } from './witness.ts'

/** A kit is older than the tablets that came after it: a hall of so many lanes (forty tablets) may have given them. */
const LANES_OF_A_HALL = 40

/** Whose store this is, and whether it came without its key: as a copy that was put back. */
export interface StoreIdentity extends Identity {
  readonly isCopy: boolean
}

/**
 * Who the hall of this store is. A new store founds one, or takes up the one that a kit has brought; a store beside which a witness of another lies was no new one, and
 * one whose own key, name or journal do not fit each other any more would go on as a server that no tablet believes.
 */
export async function identityOf(
  store: EventStore,
  { folder, witness }: { readonly folder: string; readonly witness: Witness },
): Promise<StoreIdentity> {
  const machine = openKeyBeside(folder, 'key')
  const found = await store.identity()
  if (!found && witness.seen()) throw damaged(folder, 'it holds no hall any more')
  const known = found ?? (await takeUp(store, folder)) ?? (await foundHall(store))
  const isCopy = known.signingKey === ''
  const identity = isCopy ? { ...known, signingKey: machine.of(known.hall) ?? createSigningKey() } : known
  await check(store, identity, { folder, isCopy })
  keep(machine, identity)
  return { ...identity, isCopy }
}

/** A store has its key besides: where it cannot be written beside it, that waits for another start. */
function keep(machine: KeyBeside, { hall, signingKey }: Identity): void {
  try {
    machine.keep(hall, signingKey)
  } catch {
    // A full disk.
  }
}

async function check(
  store: EventStore,
  identity: Identity,
  { folder, isCopy }: { readonly folder: string; readonly isCopy: boolean },
): Promise<void> {
  const key = publicKeyOf(identity.signingKey)
  if (key === null) throw damaged(folder, 'its signing key cannot be read')
  const state = await store.journal(identity.journal)
  if (state ? state.tablet !== 'server' : (await store.head()) > 0)
    throw damaged(folder, 'its own journal is not there')
  const named = await keyInLine(store, identity.journal)
  if (!isCopy && named !== null && named !== key) throw damaged(folder, 'its signing key is another one')
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

/** The store of a hall that a kit has brought is a copy in which nothing is: it opens another epoch, and what there was comes back. */
async function takeUp(store: EventStore, folder: string): Promise<Identity | null> {
  const awaited = awaitedIn(folder)
  if (awaited === null) return null
  const server = `e_${randomBytes(8).toString('hex')}`
  const journal = `j_${randomBytes(8).toString('hex')}`
  const identity = { hall: awaited.hall, server, journal, signingKey: '' }
  await store.found(identity, { lane: Math.max(awaited.lane, LANES_OF_A_HALL) })
  return identity
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
