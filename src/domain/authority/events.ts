import * as v from 'valibot'
import { casePlaces, kind, MANAGER, PLACES } from '../kind.ts'
import { ROLES } from '../roles.ts'
import { Base64, Count, HallId, Id, PersonKey, StaffId, TabletId, TabletKey, TabletName } from '../shapes.ts'

/** So many events of the list can be named by the next one. */
export const MOST_NAMED = 64
/** The events of the list that its writer knew and that nobody had followed yet: their ids (`proofId`). */
const After = v.pipe(v.array(v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/))), v.maxLength(MOST_NAMED))
/** The last n of each journal that its writer had: what lies behind it, whoever it is taken from cannot have done in time. */
const Known = v.record(Id, Count)
const Roles = v.pipe(v.array(v.picklist(ROLES)), v.maxLength(ROLES.length))
/**
 * What a tablet is called, in lines from before `TabletDescribed` said it. Nobody writes it here any more: this list is
 * read where everybody looks on.
 */
const FormerName = v.optional(TabletName)

const ofTheList = { keeps: 'lasting', listed: true, carried: 'always', readers: PLACES } as const
/** Whoever signs it has to be entitled, at whichever desk: a hall with one broken tablet has to go on. */
const byDesks = casePlaces
const ofTheHall = { ...ofTheList, subject: HallId, writers: byDesks, needs: 'whoever' } as const
const ofPersons = { ...ofTheList, subject: StaffId, writers: byDesks, needs: MANAGER } as const
const ofTablets = { ...ofTheList, subject: Id, writers: byDesks, needs: MANAGER } as const

/**
 * What can happen to the list of authority: who may do what in this hall. Each is signed by a person who may, or by the
 * root key; each says what of the list its writer knew.
 */
export const authorityKinds = {
  /** The hall begins: its server, its first tablet, which is a manager's, its first manager. Signed by the root key, once. */
  HallFounded: kind({
    body: v.object({
      root: PersonKey,
      server: TabletKey,
      tablet: v.object({ id: Id, name: FormerName, key: TabletKey, sealKey: TabletKey }),
      person: v.object({ id: StaffId, key: PersonKey, roles: Roles }),
      after: After,
    }),
    ...ofTheHall,
    writers: ['manager'],
  }),
  /**
   * The recovery sheet was used: this tablet is in the hall, and this person is a manager and has this key from now on.
   * Signed by the root key. `secret` is the new desk secret, sealed under the one before it, for the desk tablets that
   * have that; null when none of them is in the hall's hands any more.
   */
  Recovered: kind({
    body: v.object({
      tablet: v.object({
        id: TabletId,
        name: FormerName,
        place: v.picklist(casePlaces),
        key: TabletKey,
        sealKey: v.nullable(TabletKey),
      }),
      person: StaffId,
      key: PersonKey,
      secret: v.nullable(Base64(200)),
      known: Known,
      after: After,
    }),
    ...ofTheHall,
  }),
  /** Another machine serves the hall from now on, besides those before it. */
  ServerAdmitted: kind({ body: v.object({ key: TabletKey, after: After }), ...ofTheHall, needs: MANAGER }),
  TabletAdmitted: kind({
    body: v.object({
      name: FormerName,
      place: v.picklist(PLACES),
      key: TabletKey,
      /** To which hall keys are sealed; a wall has none. */
      sealKey: v.nullable(TabletKey),
      /** What the tablet needs besides, sealed to it; nothing for a wall. */
      box: v.nullable(Base64(20_000)),
      after: After,
    }),
    ...ofTablets,
  }),
  /** `lost`: it is in strange hands, with whatever lay on it. */
  TabletRevoked: kind({ body: v.object({ known: Known, lost: v.optional(v.boolean()), after: After }), ...ofTablets }),
  PersonAdmitted: kind({ body: v.object({ key: PersonKey, roles: Roles, after: After }), ...ofPersons }),
  /** The roles a person has from now on; `known` where one is taken away. */
  RolesChanged: kind({ body: v.object({ roles: Roles, known: v.optional(Known), after: After }), ...ofPersons }),
  PersonRemoved: kind({ body: v.object({ known: Known, after: After }), ...ofPersons }),
  /** A person's key is another one from now on: made by a manager, or by the person with the key before it. */
  KeyGiven: kind({ body: v.object({ key: PersonKey, known: Known, after: After }), ...ofPersons, needs: 'whoever' }),
  /**
   * A new version of the hall key, because somebody or some tablet left. Its subject is the key id; no event ever holds it
   * in the open. `sealed` holds it for each tablet that stays; `earlier` holds the older versions and `secret` a new desk
   * secret, sealed with the new one. Whoever made it had the key `before` it: `mac` is made with that, over everything
   * else. The first key has none before it.
   */
  HallKeyTurned: kind({
    body: v.object({
      before: v.nullable(Id),
      sealed: v.record(Id, Base64(600)),
      earlier: Base64(20_000),
      secret: v.nullable(Base64(200)),
      mac: v.nullable(v.pipe(v.string(), v.regex(/^[\w-]{43}$/))),
      after: After,
    }),
    ...ofTablets,
  }),
  /** A manager counts what lay behind a cut: these lines of a journal. */
  ActsAccepted: kind({
    body: v.object({ from: v.pipe(Count, v.minValue(1)), to: Count, after: After }),
    ...ofTheList,
    subject: Id,
    writers: byDesks,
    needs: MANAGER,
  }),
}

export type Known = Readonly<v.InferOutput<typeof Known>>
