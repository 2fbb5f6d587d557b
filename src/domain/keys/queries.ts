import { baseOf } from '#log/journalName.ts'
import { stampTime } from '#log/stamp.ts'
import type { Authority } from '../authority/authority.ts'
import type { ListEvent, Listed } from '../authority/listed.ts'
import { pastOf } from '../authority/past.ts'
import { keyOf } from '../authority/persons.ts'
import type { OpenHall } from '../openHall.ts'
import type { Tablet } from '../tablets/tablets.ts'
import type { HallKeys, KeyTurn, Loss, ToldTurn } from './keys.ts'

/** An event of the list of one kind, with its name. */
type Of<K extends ListEvent['kind']> = Listed & { readonly event: Extract<ListEvent, { kind: K }> }

const looked = new WeakMap<Authority, HallKeys>()

/**
 * What the list comes to for the hall key. The newest version seals that was made knowing of everybody who had left, for
 * every tablet that is to have it. With two of them beside each other, or none, a turn is due: the next manager's tablet
 * that is open turns. It is a matter of the list alone, so that every tablet seals with the same version.
 */
export function hallKeys(authority: Authority): HallKeys {
  const before = looked.get(authority)
  if (before) return before
  const found = look(authority)
  looked.set(authority, found)
  return found
}

function look({ said, counts, openings, tablets, persons }: Authority): HallKeys {
  const { knew } = pastOf([...said.values()])
  const counting = [...counts].flatMap((id) => said.get(id) ?? [])
  const all = <K extends ListEvent['kind']>(kind: K) =>
    counting.filter((each): each is Of<K> => each.event.kind === kind)

  const turned = all('HallKeyTurned')
  const recoveries = all('Recovered')
  const admissions = all('TabletAdmitted')
  const revocations = all('TabletRevoked').filter(({ event }) => tablets.get(event.subject)?.sealKey)
  /** Recoveries that leave every other tablet out: until it is let in again nothing is shared with it. */
  const alone = recoveries.filter(({ event }) => event.body.secret === null)
  const isPutOut = (tablet: string, by: Of<'Recovered'>) =>
    by.event.body.tablet.id !== tablet &&
    ![...recoveries, ...admissions].some(
      (each) =>
        (each.event.kind === 'Recovered' ? each.event.body.tablet.id : each.event.subject) === tablet && knew(each, by),
    )
  const leavers = [...revocations, ...all('PersonRemoved'), ...alone]
  /** Whom the root key named may begin anew, as long as they know of no turn that the root key did not know of. */
  const vouchedBy = (turn: Of<'HallKeyTurned'>) =>
    recoveries.some(
      (each) =>
        each.event.body.key === turn.key &&
        knew(turn, each) &&
        turned.every((other) => !knew(turn, other) || knew(each, other)),
    )
  const begins = (turn: Of<'HallKeyTurned'>) => !turned.some((other) => knew(turn, other)) || vouchedBy(turn)
  const turns = turned.filter((turn) => turn.event.body.before !== null || begins(turn))

  const holders = [...tablets.values()].flatMap(({ id, sealKey, revoked }) =>
    sealKey === null || revoked || alone.some((each) => isPutOut(id, each)) ? [] : [{ tablet: id, key: sealKey }],
  )
  const isHolder = new Set(holders.map(({ tablet }) => tablet))
  const writerOf = ({ event }: Listed) => openings.get(baseOf(event.journal))?.tablet ?? null
  const has = (tablet: string, turn: Of<'HallKeyTurned'>) =>
    Object.hasOwn(turn.event.body.sealed, tablet) ||
    writerOf(turn) === tablet ||
    admissions.some((each) => each.event.subject === tablet && knew(each, turn))
  const nobodyLeft = (turn: Of<'HallKeyTurned'>) =>
    leavers.every((each) => knew(turn, each)) &&
    Object.keys(turn.event.body.sealed).every((tablet) => isHolder.has(tablet))
  const newestOf = (some: readonly Of<'HallKeyTurned'>[]) =>
    some.filter((turn) => !some.some((other) => knew(other, turn)))
  const newest = newestOf(turns.filter(nobodyLeft))
  const [only] = newest
  const due = () => {
    if (turns.length === 0) return null
    if (!only) return 'left'
    if (newest.length > 1) return 'two'
    return holders.every(({ tablet }) => has(tablet, only)) ? null : 'newcomer'
  }
  const seals = newest.at(-1) ?? newestOf(turns).at(-1)

  const bringers = turns.filter(({ event }) => event.body.secret !== null)
  const losses = [...revocations.filter(({ event }) => event.body.lost === true), ...alone]
  /** What brought in a desk secret that a lost tablet does not have. */
  const renewalsOf = (loss: (typeof losses)[number]): readonly Listed[] => {
    if (loss.event.kind === 'Recovered') return [loss]
    const { subject } = loss.event
    return [
      ...bringers.filter((turn) => knew(turn, loss)),
      ...alone.filter((each) => knew(loss, each) && isPutOut(subject, each)),
    ]
  }
  const givesTo = (person: string, key: string) => (each: Listed) =>
    (each.event.kind === 'KeyGiven' && each.event.subject === person && each.event.body.key === key) ||
    (each.event.kind === 'PersonAdmitted' && each.event.subject === person && each.event.body.key === key) ||
    (each.event.kind === 'Recovered' && each.event.body.person === person && each.event.body.key === key)

  return {
    turns: turns.map((turn): ToldTurn => {
      const earlier = turns.filter((other) => knew(turn, other))
      return {
        ...broughtBy(turn.event),
        id: turn.id,
        by: turn.event.by,
        at: stampTime(turn.event.stamp),
        on: writerOf(turn),
        left: leavers.flatMap((each) =>
          each.event.kind !== 'Recovered' &&
          knew(turn, each) &&
          earlier.length > 0 &&
          !earlier.some((other) => knew(other, each))
            ? [{ what: each.event.kind === 'PersonRemoved' ? ('person' as const) : 'tablet', id: each.event.subject }]
            : [],
        ),
        vouched: turn.event.body.before === null && vouchedBy(turn),
      }
    }),
    uncounted: [...said.values()].flatMap((each) =>
      each.event.kind === 'HallKeyTurned' && !turns.some(({ id }) => id === each.id) ? [broughtBy(each.event)] : [],
    ),
    seals: seals?.event.subject ?? null,
    due: due(),
    holders,
    secretDue: losses.some((loss) => renewalsOf(loss).length === 0),
    mayBeginAnew: recoveries.flatMap((each) => {
      const person = persons.get(each.event.body.person)
      const isLast = turns.length > 0 && turns.every((turn) => knew(each, turn))
      return isLast && person && keyOf(person) === each.event.body.key ? [person.id] : []
    }),
    losses: losses.map((loss): Loss => {
      const renewals = renewalsOf(loss)
      return {
        tablet: loss.event.kind === 'Recovered' ? null : loss.event.subject,
        by: loss.event.by,
        at: stampTime(loss.event.stamp),
        renewed: renewals.length > 0,
        secrets: renewals.flatMap(({ event }) => (event.kind === 'HallKeyTurned' ? [event.subject] : [])),
        owing: [...persons.values()].flatMap((person) => {
          const key = person.removed ? null : keyOf(person)
          const isNew = (gift: Listed) => renewals.some((each) => each.id === gift.id || knew(gift, each))
          return key === null || counting.filter(givesTo(person.id, key)).some(isNew) ? [] : [person.id]
        }),
      }
    }),
  }
}

function broughtBy({ subject, body }: Of<'HallKeyTurned'>['event']): KeyTurn {
  const { after: _, ...turn } = body
  return { keyId: subject, ...turn }
}

/**
 * Desk tablets of which nobody knows that they have got the new desk secret since a loss: PINs chosen since cannot be checked
 * on one that has not.
 */
export const lackingSecret = (hall: OpenHall, { secrets }: Loss): Tablet[] =>
  hallKeys(hall.authority).holders.flatMap(({ tablet }) => {
    const found = hall.tablets.get(tablet)
    const taken = hall.secretsTaken.get(tablet)
    return found && secrets.some((key) => !taken?.has(key)) ? [found] : []
  })

/** Whoever still has to make a new key since a tablet got into strange hands, once there is a new desk secret for it. */
export const owesNewKey = (authority: Authority, staff: string): boolean =>
  hallKeys(authority).losses.some(({ renewed, owing }) => renewed && owing.includes(staff))
