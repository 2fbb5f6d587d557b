import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compressText } from '#device/basics/compressing.ts'
import { createCarrier } from '#device/carry/carrier.ts'
import type { SyncedLog } from '#device/hallLog/hallLog.ts'
import { incidentBy } from '#domain/incidents/queries.ts'
import { isRequired, type Needs, PLACES, type Writer } from '#domain/kind.ts'
import type { Role } from '#domain/roles.ts'
import { kinds } from '#domain/whole.ts'
import { writeCarried } from '#log/carried.ts'
import type { CarriedRun } from '#log/carriedRuns.ts'
import { keptHead, keptName, type Line } from '#log/lines.ts'
import type { SignedText } from '#log/signed.ts'
import { signedHead } from '#log/signedHead.ts'
import { rounds } from '#support/endure.ts'
import type { Happening } from '#support/hallAfter.ts'
import { admission, HALL, issued, NINE, openLog } from '#support/openLog.ts'
import { type HallBook, signedHall } from '#support/signedHall.ts'
import { createHand, createKey, type Hand } from '#support/signingTablet.ts'
import { anyBeginning, anyHappening } from './anyKind.ts'

/**
 * Who an attacker pretends to be, and with what: nobody; the manager with a key of their own, or with a signature of something
 * else; a clerk whose PIN they know, as themselves and in the manager's name; the manager with the key of their own tablet, or
 * with what the manager did sign, in another hall or for another line.
 */
const HANDS = [
  ...(['nobody', 'own key', 'another text'] as const),
  ...(['a clerk', 'a clerk as the manager', 'the key of their tablet'] as const),
  ...(['of another hall', 'of another event'] as const),
] as const
/** What no door lets through, whatever the line says: it was signed for something else. */
const FORGED: ReadonlySet<(typeof HANDS)[number]> = new Set(['another text', 'of another hall', 'of another event'])
const told = fc.array(fc.tuple(anyHappening, fc.constantFrom(...HANDS)), { minLength: 20, maxLength: 80 })
/** What honest people did before: without it most of what an attacker says would meet nothing. */
const before = fc.array(anyBeginning, { minLength: 5, maxLength: 25 })
const once = { numRuns: rounds(4, 200), endOnFailure: true }

const stranger = createHand('s_0001')
const clerk = createHand('s_0012')
/** The key of the attacker's tablet, which the hall has let in: it signs for no person. */
const tabletHand = createHand('s_0001')
const SPKI_OF_P256 = '3059301306072a8648ce3d020106082a8648ce3d030107034200'
const tabletKey = Buffer.concat([
  Buffer.from(SPKI_OF_P256, 'hex'),
  Buffer.from(tabletHand.publicKey, 'base64url'),
]).toString('base64')
/** What a clerk may do is not wrong: of what they sign with their own name only what needs more than they are is an attack. */
const CLERK: readonly Role[] = ['front']

/** How somebody signs who only has what they have. */
function handOf(as: (typeof HANDS)[number], manager: Hand): Hand | undefined {
  switch (as) {
    case 'nobody':
      return undefined
    case 'own key':
      return stranger
    case 'another text':
      return { ...stranger, prove: (text) => stranger.prove(`${text}!` as const) }
    case 'a clerk':
      return clerk
    case 'a clerk as the manager':
      return { ...clerk, by: manager.by }
    case 'the key of their tablet':
      return tabletHand
    case 'of another hall':
      return {
        ...manager,
        prove: (text) => manager.prove(text.replace(`"hall":"${HALL}"`, '"hall":"h_other"') as SignedText),
      }
    case 'of another event':
      return { ...manager, prove: (text) => manager.prove(text.replace(/"n":\d+/, '"n":1') as SignedText) }
  }
}

/** A hall with a fire, and what honest people did at their desk. */
function openHall(honest: readonly Happening[], keys: Readonly<Record<string, string>> = {}) {
  const hall = signedHall({ keys: { d_rogue: tabletKey, ...keys } })
  hall.say({ kind: 'PersonAdmitted', subject: clerk.by ?? '', body: { key: clerk.publicKey, roles: [...CLERK] } })
  const desk = hall.admits('d_desk', 'reception')
  // The manager signs what needs somebody.
  const lines = honest.map((each) => {
    const said = written(each)
    const { listed, needs } = kinds.get(each.kind)!
    const signs = !listed && isRequired(needs({ body: said.body, drill: each.drill ?? null }))
    return desk.write({ ...said, ...(signs ? { hand: hall.manager } : {}) })
  })
  const fire = { plan: 'P01', version: 1, level: 3 }
  lines.push(desk.write({ kind: 'IncidentDeclared', subject: 'e_real', body: fire }))
  return { hall, desk, lines }
}

const written = ({ kind, subject, body, papers = [], drill }: Happening) => ({
  kind,
  subject,
  body: { ...body },
  papers,
  ...(drill ? { drill } : {}),
})

/** What an attacker writes; `harmless`: what of it needs nobody's signature, from where they stand. */
function attack(
  book: HallBook,
  at: Writer,
  said: readonly (readonly [Happening, (typeof HANDS)[number]])[],
  { heads, manager }: { readonly heads: () => readonly string[]; readonly manager: Hand },
): { readonly lines: readonly Line[]; readonly harmless: readonly Line[] } {
  const harmless: Line[] = []
  const lines = said.map(([happening, as]) => {
    const { body, ...rest } = written(happening)
    // Meant well enough to be judged: behind what everybody knows, for a key that can go on from there.
    if ('after' in body) body.after = [...heads()]
    if (typeof body.key === 'string' && body.key.length === stranger.publicKey.length) body.key = stranger.publicKey
    const hand = handOf(as, manager)
    const line = book.write({ ...rest, body, ...(hand ? { hand } : {}) })
    const { listed, writers, needs } = kinds.get(happening.kind)!
    const needed = needs({ body, drill: happening.drill ?? null })
    const isTheirs = as === 'a clerk' && !listed && (needed === 'whoever' || (isRoles(needed) && needed.some(isClerks)))
    if (!FORGED.has(as) && writers.includes(at) && (!isRequired(needed) || isTheirs)) harmless.push(line)
    return line
  })
  return { lines, harmless }
}

const isRoles = (needed: Needs): needed is readonly Role[] => Array.isArray(needed)
const isClerks = (role: Role) => CLERK.includes(role)

/** A tablet of the hall that has all these lines, in as many batches. */
async function tabletWith(root: string, ...batches: readonly (readonly Line[])[]): Promise<SyncedLog> {
  const log = await openLog({ root })
  await log.startEpoch('e_1')
  for (const [i, lines] of batches.entries())
    if (lines.length > 0) await log.receive(admission(log.cursor.seq)(lines), i === 0 ? 'history' : 'live')
  return log
}

/** What decides in which order lines of several tablets come, and after how many another batch begins. */
const anyOrder = fc.record({
  next: fc.array(fc.nat({ max: 7 }), { minLength: 1, maxLength: 60 }),
  sizes: fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 5 }),
})

/** The lines as a hall server may admit them: each journal in its own order, of several whichever comes first. */
function mixed(
  lines: readonly Line[],
  { next, sizes }: { readonly next: readonly number[]; readonly sizes: readonly number[] },
) {
  const journals = new Map<string, Line[]>()
  for (const line of lines) {
    const { journal } = keptName(line)
    journals.set(journal, [...(journals.get(journal) ?? []), line])
  }
  const left = [...journals.values()]
  const batches: Line[][] = [[]]
  for (let i = 0; left.length > 0; i++) {
    const at = next[i % next.length]! % left.length
    const journal = left[at]!
    if (batches.at(-1)!.length >= sizes[(batches.length - 1) % sizes.length]!) batches.push([])
    batches.at(-1)!.push(journal.shift()!)
    if (journal.length === 0) left.splice(at, 1)
  }
  return batches
}

/** The hall, but for what is said of lines that count for nobody. */
function seen({ hall }: SyncedLog) {
  const { at, waiting, unfolded, journals, ...said } = hall
  const { persons, tablets, heads, root } = said.authority
  return { ...said, authority: { persons, tablets, heads, root } }
}

/**
 * Work goes on behind all that, for every one of these alike: a ticket and an alarm of an honest desk count, and a manager
 * can act: the clerk's roles are taken away, and the tablet of `away` is sent away and counts no further.
 */
async function goesOn(
  { hall, desk }: Pick<ReturnType<typeof openHall>, 'hall' | 'desk'>,
  away: HallBook,
  [log, ...others]: readonly [SyncedLog, ...SyncedLog[]],
): Promise<void> {
  const act = (said: Pick<Parameters<HallBook['write']>[0], 'kind' | 'subject' | 'body'>) => {
    const known = { [desk.journal]: desk.head.n, [away.journal]: away.head.n }
    const body = { ...said.body, known, after: [...log.hall.authority.heads] }
    return hall.first.write({ ...said, body, hand: hall.manager })
  }
  const tell = async (...lines: readonly Line[]) => {
    for (const each of [log, ...others]) await each.receive(admission(each.cursor.seq)(lines), 'live')
  }
  // Roles taken away entitle nobody to what they did before.
  await tell(act({ kind: 'RolesChanged', subject: clerk.by ?? '', body: { roles: [] } }))
  await tell(act({ kind: 'TabletRevoked', subject: away.tablet, body: {} }))
  await tell(
    desk.write(issued('t_after', 'A777')),
    desk.write({ kind: 'IncidentDeclared', subject: 'e_after', body: { plan: 'P06', version: 1, level: 4 } }),
    away.write(issued('t_away', 'A778')),
  )
  for (const { hall: now } of [log, ...others]) {
    expect(now.tickets.get('t_after')).toMatchObject({ label: 'A777' })
    expect(now.tickets.has('t_away')).toBe(false)
    expect(incidentBy(now, 'e_after')).toMatchObject({ over: null })
    expect(now.authority.tablets.get(away.tablet)).toMatchObject({ revoked: true })
    expect(now.staff.get(clerk.by ?? '')?.roles).toEqual([])
  }
  for (const each of others) expect(seen(each)).toEqual(seen(log))
}

describe('whoever writes any well-formed lines without being entitled', () => {
  it.each(PLACES)('at a %s: the hall is as if they had written only what needs nobody', async (place) => {
    const property = fc.asyncProperty(before, told, anyOrder, async (honest, said, order) => {
      const { hall, desk, lines } = openHall(honest)
      const rogue = hall.admits('d_rogue', place)
      const bad = attack(rogue, place, said, hall)
      const log = await tabletWith(hall.root, ...mixed([...hall.lines, ...lines, ...bad.lines], order))
      const calm = await tabletWith(hall.root, [...hall.lines, ...lines, ...bad.harmless])
      expect(seen(log)).toEqual(seen(calm))
      expect(incidentBy(log.hall, 'e_real')).toMatchObject({ over: null })
      await goesOn({ hall, desk }, rogue, [log, calm])
      await log.close()
      await calm.close()
    })
    await fc.assert(property, once)
  })

  it('as the hall server: the hall is as if it had written only what servers write (Q78)', async () => {
    const property = fc.asyncProperty(before, told, async (honest, said) => {
      const { hall, desk, lines } = openHall(honest)
      const away = hall.admits('d_away', 'counter')
      const own = hall.openServer()
      const bad = attack(own, 'server', said, hall)
      const log = await tabletWith(hall.root, [...hall.lines, own.opening, ...lines, ...bad.lines])
      const calm = await tabletWith(hall.root, [...hall.lines, own.opening, ...lines, ...bad.harmless])
      expect(seen(log)).toEqual(seen(calm))
      await goesOn({ hall, desk }, away, [log, calm])
      await log.close()
      await calm.close()
    })
    await fc.assert(property, once)
  })

  it('in a file that a tablet carries: its own lines are as from the hall server, and one in another’s name refuses all', async () => {
    const key = await createKey()
    const sign = async (text: SignedText) => Buffer.from(await key.sign(text), 'base64').toString('base64url')
    const signed = ({ journal, head: { n, hash } }: HallBook) => sign(signedHead(journal, { n, hash: hash ?? '' }))
    const property = fc.asyncProperty(before, told, fc.boolean(), async (honest, said, inAnothersName) => {
      const { hall, desk, lines } = openHall(honest, { d_rogue: key.spki })
      const rogue = hall.admits('d_rogue', 'counter')
      const known = [...hall.lines, ...lines]
      const book = inAnothersName ? desk.fork() : rogue
      const from = book.head.n + 1
      const bad = attack(book, 'counter', said, hall)
      const run: CarriedRun = { journal: book.journal, from, lines: bad.lines, signature: await signed(book) }
      const cover = {
        hall: HALL,
        tablet: 'd_rogue',
        at: new Date(NINE).toISOString(),
        what: 'all',
        leftOut: 0,
      } as const
      const bytes = await compressText(await writeCarried(cover, [run], sign), 'gzip')
      const log = await tabletWith(hall.root, known)
      const { hall: asItWas } = log
      const identity = { hall: HALL, tablet: 'd_1' }
      const carrier = createCarrier({ log, identity, key: neverUsed, now: () => NINE })
      const taken = await carrier.takeIn(bytes)
      // Where it says which tablet a journal is of, it may be refused for that.
      const opens = said.some(([{ kind }]) => kind === 'JournalOpened')
      if (inAnothersName || (opens && !taken.ok)) {
        expect(taken).toMatchObject({ ok: false })
        expect(log.hall).toBe(asItWas)
      } else {
        expect(taken).toMatchObject({ ok: true, lines: bad.lines.length })
        // Some kinds are in no file, whoever wrote them.
        const carried = bad.harmless.filter((line) => kinds.get(keptHead(line).kind)?.carried !== 'never')
        const calm = await tabletWith(hall.root, [...known, ...carried])
        expect(seen(log)).toEqual(seen(calm))
        await calm.close()
      }
      await goesOn({ hall, desk }, rogue, [log])
      await log.close()
    })
    await fc.assert(property, once)
  })
})

/** Whoever only takes in signs nothing. */
const neverUsed = { publicKey: '', sign: () => Promise.reject(new Error('nothing is signed here')) }
