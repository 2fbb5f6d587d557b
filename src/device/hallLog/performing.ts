import type { Turns } from '#device/basics/queue.ts'
import { headsOf, nameAt } from '#device/journal/branches.ts'
import { seenOf } from '#device/journal/glimpses.ts'
import type { LineId } from '#device/journal/heldLines.ts'
import type { ActSigner } from '#device/journal/signLine.ts'
import type { LineStore } from '#device/store/lineStore.ts'
import { PenLost } from '#device/store/term.ts'
import { decide, type NewEvent, type Situation } from '#domain/command.ts'
import { checkEvent } from '#domain/kind.ts'
import type { Slice } from '#domain/slice.ts'
import type { HallCommand } from '#domain/whole.ts'
import { nameMadeAt } from '#log/naming.ts'
import { isFarAhead } from '#log/stamp.ts'
import { declaredIn, linesLost } from './declaring.ts'
import type { Asked, Performed } from './hallLog.ts'
import type { LogOptions } from './logOptions.ts'
import type { OtherTabs } from './otherTabs.ts'
import type { OwnHole } from './ownHoles.ts'
import type { OwnJournals } from './ownJournals.ts'
import type { HandedCommand } from './penPorts.ts'
import type { Printing } from './printing.ts'
import type { ReceivedLines } from './receivedLines.ts'
import { savesLives } from './savesLives.ts'
import type { ShownHall } from './shownHall.ts'
import type { CommandsDone } from './takeUpPen.ts'
import type { WorkingSet } from './workingSet.ts'

/** What is asked for: decided on the hall as it is now, saved, folded and shown. */
export interface Performing {
  /** Performs a command in the tab that has the pen, here or elsewhere. */
  perform<Ask>(command: HallCommand<Ask>, ask: Ask, how?: Asked): Promise<Performed>
  /** Performs a command here, once, however often it is handed over. */
  performHere<Ask>(
    command: HallCommand<Ask> | undefined,
    call: Omit<HandedCommand, 'ask'> & { readonly ask: Ask },
  ): Promise<Performed>
  /** The commands that were performed before this tab got the pen. */
  takeOver(done: CommandsDone): void
  /** Writes line 1 of the current journal. */
  openJournal(): Promise<void>
  /** Goes on in a new journal; as a copy of its tablet from another sub-lane. */
  turnPage(sub?: string): Promise<void>
  /** Says in a journal without holes which lines of an own one are lost; null: it cannot be saved now. */
  declareLost(lost: Pick<OwnHole, 'journal' | 'from' | 'to'>): Promise<LineId | null>
  /**
   * The time is known: own lines whose clock ran far ahead are said to belong here, in a new journal. `isTold`: the hall server
   * has refused one for it; else they are looked for only where what is folded here lies ahead.
   */
  settleStamps(isTold?: boolean): Promise<void>
}

/** So many commands are remembered, in case another tab repeats one. */
const COMMANDS_REMEMBERED = 200

/** Makes what performs the commands of a tablet. */
export function createPerforming(of: {
  readonly options: Pick<LogOptions, 'identity' | 'now' | 'situation'>
  readonly own: OwnJournals
  readonly store: LineStore
  readonly received: ReceivedLines
  readonly workingSet: WorkingSet
  readonly shown: ShownHall
  readonly tabs: OtherTabs
  readonly exclusive: Turns
  readonly newId: (prefix: string) => string
  readonly open: (slices: readonly Slice[]) => Promise<void>
  readonly printing: Pick<Printing, 'subLane' | 'copySub'>
  /** Housekeeping behind the answer. */
  readonly afterwards: () => void
}): Performing {
  const { options, own, received, workingSet, shown, tabs, exclusive, newId } = of
  const { identity, now } = options
  let done = new Map<string, Performed>()

  async function perform<Ask>(command: HallCommand<Ask>, ask: Ask, how: Asked = {}): Promise<Performed> {
    const { by, signers } = options.situation()
    const call = { id: newId('c'), name: command.name, ask, by, signers, ...how }
    if (tabs.pen !== 'this-tab') return tabs.handOver(call)
    try {
      return await performHere(command, call)
    } catch (error) {
      if (!(error instanceof PenLost)) throw error
      return tabs.handOver(call)
    }
  }

  async function performHere<Ask>(
    command: HallCommand<Ask> | undefined,
    call: Omit<HandedCommand, 'ask'> & { readonly ask: Ask },
  ): Promise<Performed> {
    if (!command) throw new Error(`no command is called ${call.name}`)
    // Before its turn, so that no other tap waits for what only this one needs.
    await of.open(command.needs)
    return exclusive.ahead(async () => {
      const before = done.get(call.id)
      if (before) return before
      try {
        const performed = await decideAndSave(command, call)
        if (!performed.ok) return performed
        remember(call.id, performed)
        of.afterwards()
        return performed
      } catch (error) {
        if (error instanceof PenLost) tabs.penLost()
        throw error
      }
    })
  }

  async function decideAndSave<Ask>(
    command: HallCommand<Ask>,
    { id, ask, by, signers, harmless = false }: Omit<HandedCommand, 'ask' | 'name'> & { readonly ask: Ask },
  ): Promise<Performed> {
    workingSet.settle()
    const decision = decide(command, workingSet.hall, ask, situation(by))
    if (!decision.ok) return decision
    // Whoever raises an alarm here has to know that nobody hears it.
    if (decision.events.length > 0 && options.situation().isRevoked)
      return { ok: false, why: 'tablet-is-revoked', facts: {} }
    // The hall server would set such an event aside; it is refused here, before anything is written.
    const { kinds } = workingSet
    for (const event of decision.events)
      if (checkEvent({ ...event, drill: event.drill ?? null }, kinds) !== 'sound')
        throw new Error(`a command made a ${event.kind} that its own kind refuses`)
    if (!decision.events.every(({ kind }) => kinds.get(kind)?.writers.includes(identity.place)))
      return { ok: false, why: 'not-your-place', facts: {} }
    const personal = harmless ? null : await looksPersonal(decision.events)
    if (personal !== null) return { ok: false, why: 'looks-personal', facts: { words: personal } }
    const signs = (event: NewEvent) => signerOf(event, by, signers)
    // Where rights are judged, what nobody has signed would count for nobody.
    if (
      workingSet.hall.authority.root !== null &&
      decision.events.some((event) => needsSomebody(event) && !signs(event))
    )
      return { ok: false, why: 'sign-in-first', facts: {} }
    const { at } = workingSet.hall
    const isAhead = at !== null && isFarAhead(at.stamp, now())
    if (isAhead && decision.events.length > 0 && decision.events.every(({ kind }) => kind === 'StampsTaken'))
      return sayStamps(decision.events, by, id, signs)
    return save(decision.events, by, id, signs)
  }

  /** Where lines belong that lie far ahead is said in their time, not behind them: in a new journal, if this one is ahead. */
  async function sayStamps(...[news, by, id, signs]: Parameters<typeof save>): Promise<Performed> {
    const { endInTime } = await import('./ownStamps.ts')
    const end = endInTime(workingSet.events(), now())
    if ((own.pen.current.lastStamp ?? '') > end) own.pen.turnPage(of.printing.copySub())
    const performed = await save(news, by, id, signs, end)
    await showAgain()
    return performed
  }

  /** Lines have other places now. */
  async function showAgain(): Promise<void> {
    await workingSet.catchUp()
    shown.publish([], 'history')
    tabs.tellReadAgain()
  }

  /** What of the words in these events looks like somebody's number. What reads them may not be there: then they are saved. */
  async function looksPersonal(events: readonly NewEvent[]): Promise<string | null> {
    const written = events.flatMap(({ kind, body }) =>
      (workingSet.kinds.get(kind)?.words ?? []).map((field) => body[field]),
    )
    if (written.length === 0) return null
    const reader = await import('#domain/personalText.ts').catch(() => null)
    return reader?.personalIn(written) ?? null
  }

  const needsSomebody = (event: NewEvent): boolean =>
    (workingSet.kinds.get(event.kind)?.needs({ body: event.body, drill: event.drill }) ?? null) !== null

  /** Who signs an event: nobody where its kind needs nobody. */
  const signerOf = (event: NewEvent, by: string | null, signers: readonly ActSigner[]): ActSigner | null =>
    needsSomebody(event) ? (signers.find(({ staff }) => staff === (event.signer ?? by)) ?? null) : null

  function situation(by: string | null): Situation {
    const heads = headsOf(own.pen.journals, received.cursor.held)
    const { tablet: id, place, lane } = identity
    const tablet = { id, place, lane, sub: of.printing.subLane(), journal: own.pen.current.journal }
    const { contact, isTimeUnchecked } = options.situation()
    const named = (prefix: string) => nameMadeAt(identity.tablet, newId(prefix))
    return { now: now(), isTimeUnchecked, tablet, by, contact, newId: named, heads }
  }

  /** Saved on disk above all that is folded here, whatever the clock says, then folded and shown. */
  async function save(
    news: readonly NewEvent[],
    by: string | null,
    command: string | null,
    signs: (event: NewEvent) => ActSigner | null = () => null,
    above = workingSet.settle().at?.stamp,
  ): Promise<Performed> {
    const { folds } = workingSet
    if (above !== undefined) own.pen.witness(above)
    const urgent = news.length > 0 && news.every((each) => savesLives(each, workingSet.kinds))
    const saved = await own.write({ news, by, command, urgent, now: now(), signs, folds })
    if (!saved.ok) return saved
    const arrivals = saved.events.map((event) => ({ event, seq: null }))
    const events = workingSet.add(arrivals)
    workingSet.settle()
    if (await received.takeOut()) tabs.tellReadAgain()
    shown.publish(events, 'own')
    tabs.tell(arrivals, 'own')
    // What opens a journal, and what waits, is no answer to what was asked.
    const before = own.pen.current.head.n - news.length
    return { ok: true, events: events.filter(({ n }) => n > before) }
  }

  async function openJournal(): Promise<void> {
    await save([], null, null)
  }

  async function turnPage(sub?: string): Promise<void> {
    own.pen.turnPage(sub ?? of.printing.copySub())
    await openJournal()
  }

  async function declareLost({ journal, from, to }: Pick<OwnHole, 'journal' | 'from' | 'to'>): Promise<LineId | null> {
    const lost = own.pen.journals.find((each) => each.journal === journal)
    if (!lost) return null
    const hole = { name: nameAt(lost, from), from, to }
    const declared = declaredIn(workingSet.hall, hole)
    if (declared) return declared
    if (own.pen.current === lost) await turnPage()
    const saved = await save([linesLost(hole, seenOf(journal, [from, to], own.glimpses))], null, null)
    return saved.ok ? (saved.events.at(-1) ?? null) : null
  }

  async function settleStamps(isTold = false): Promise<void> {
    const { at } = workingSet.settle()
    if (tabs.pen !== 'this-tab' || !(isTold || (at !== null && isFarAhead(at.stamp, now())))) return
    const { journals } = own.pen
    const { ownStamps } = await import('./ownStamps.ts')
    const told = await ownStamps({ journals, store: of.store, workingSet, now: now() })
    if (!told) return
    own.pen.turnPage(of.printing.copySub())
    await save(told.said, null, null, () => null, told.above)
    await showAgain()
  }

  /** Remembers what a command gave, and forgets the oldest. */
  function remember(id: string, performed: Performed): void {
    done.set(id, performed)
    for (const old of [...done.keys()].slice(0, -COMMANDS_REMEMBERED)) done.delete(old)
  }

  return {
    perform,
    performHere,
    openJournal,
    turnPage,
    declareLost,
    settleStamps,
    takeOver(earlier) {
      done = new Map(earlier)
    },
  }
}
