import { PLACES, type Place } from '#domain/kind.ts'
import type { Effect, EventStore, PairedTablet } from '../eventStore.ts'
import type { Engine } from './engine.ts'
import { columns, maybe, text, whole } from './rows.ts'

/** Tablets, their tokens, and codes with which one comes in. */
export type TabletBook = Pick<
  EventStore,
  'tablets' | 'tabletByToken' | 'giveNextToken' | 'confirmToken' | 'saveCode' | 'code'
>

export function createTabletBook(
  engine: Engine,
  hall: () => string,
): {
  readonly book: TabletBook
  pair(effect: Extract<Effect, { readonly kind: 'pairs-tablet' }>): void
  /** Answers whether there is such a tablet. */
  change(tablet: Omit<PairedTablet, 'lane'>): boolean
} {
  const tabletColumns = 'tablet, name, place, signing_key, lane, status'
  const insertTablet = engine.prepare('INSERT INTO tablets VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, NULL, NULL)')
  const changeTablet = engine.prepare(
    'UPDATE tablets SET name = ?, place = ?, signing_key = ?, status = ? WHERE hall = ? AND tablet = ?',
  )
  const readTablets = engine.prepare(`SELECT ${tabletColumns} FROM tablets WHERE hall = ? ORDER BY lane`)
  const readByToken = engine.prepare(`SELECT ${tabletColumns}, given FROM tablets WHERE hall = ? AND token_hash = ?`)
  const readByNext = engine.prepare(`SELECT ${tabletColumns}, next_given FROM tablets WHERE hall = ? AND next_hash = ?`)
  const giveNext = engine.prepare('UPDATE tablets SET next_hash = ?, next_given = ? WHERE hall = ? AND tablet = ?')
  const confirmNext = engine.prepare(
    `UPDATE tablets SET token_hash = next_hash, given = next_given, next_hash = NULL, next_given = NULL
     WHERE hall = ? AND next_hash = ?`,
  )
  const insertCode = engine.prepare('INSERT INTO codes VALUES (?, ?, ?, ?, ?, ?)')
  const dropCodes = engine.prepare('DELETE FROM codes WHERE hall = ? AND expires < ?')
  const readCode = engine.prepare('SELECT hash, place, name, expires, used_by FROM codes WHERE hall = ? AND hash = ?')
  const spendCode = engine.prepare('UPDATE codes SET used_by = ? WHERE hall = ? AND hash = ? AND used_by IS NULL')

  return {
    pair({ tablet, code, tokenHash, given }) {
      const { id, name, place, key, lane, status } = tablet
      if (code !== null && spendCode.run(id, hall(), code) !== 1) throw new Error('a pairing code was spent twice')
      insertTablet.run(hall(), id, name, place, key, lane, status, tokenHash, given)
    },
    change: ({ id, name, place, key, status }) => changeTablet.run(name, place, key, status, hall(), id) > 0,

    book: {
      async tablets() {
        return readTablets.all(hall()).flatMap((row) => readTablet(row) ?? [])
      },
      async tabletByToken(tokenHash) {
        const now = readByToken.get(hall(), tokenHash)
        const row = now ?? readByNext.get(hall(), tokenHash)
        const tablet = readTablet(row)
        return tablet && { tablet, given: whole(columns(row).at(-1)), isNext: now === undefined }
      },
      async giveNextToken(tablet, { tokenHash, given }) {
        giveNext.run(tokenHash, given, hall(), tablet)
      },
      async confirmToken(tokenHash) {
        confirmNext.run(hall(), tokenHash)
      },

      async saveCode({ hash, place, name, expires, usedBy }) {
        // Codes that ran out an hour before this one are of no use to anybody.
        dropCodes.run(hall(), expires - 3_600_000)
        insertCode.run(hall(), hash, place, name, expires, usedBy)
      },
      async code(hash) {
        const [found, place, name, expires, usedBy] = columns(readCode.get(hall(), hash))
        const known = placeOf(place)
        if (found === undefined || !known) return null
        return { hash, place: known, name: text(name), expires: whole(expires), usedBy: maybe(usedBy) }
      },
    },
  }
}

const placeOf = (value: unknown): Place | undefined => PLACES.find((place) => place === value)

function readTablet(row: unknown): PairedTablet | null {
  const [id, name, place, key, lane, status] = columns(row)
  const known = placeOf(place)
  if (id === undefined || !known) return null
  return {
    id: text(id),
    name: text(name),
    place: known,
    key: text(key),
    lane: whole(lane),
    status: status === 'revoked' || status === 'vouched' ? status : 'paired',
  }
}
