import type { Care } from '#device/sync/care.ts'
import type { TabletStatus } from '#device/tabletStatus.ts'
import type { OpenHall } from '#domain/openHall.ts'
import { tabletList, tabletOf } from '#domain/tablets/queries.ts'
import { sizeOf } from '../sizes.ts'
import { storageRisk } from '../storageRisk.ts'
import type { Words } from '../words/words.ts'

/** Whoever has to get another certificate needs as long (ms). */
const SOON_MS = 14 * 24 * 60 * 60_000
/** A wall that is not heard for so long (ms) is not only opening itself again. */
const WALL_SILENT_MS = 60_000
/** With less than this (percent) a tablet does not last until somebody looks again. */
const LOW_PERCENT = 20
/** A clock that is as far off (ms) is set right; what it says on its own counts less until then. */
const CLOCK_OFF_MS = 2 * 60_000

interface Looked {
  /** Null: the hall server was not heard. */
  readonly care: Care | null
  readonly hall: OpenHall
  readonly status: Pick<TabletStatus, 'missing' | 'setAside' | 'silent' | 'unvouched'>
  readonly now: number
  readonly words: Words<'care'>
  /** Writes a moment on the hall's clock. */
  readonly write: (ms: number) => string
}

/** What somebody should do for the server and the tablets, as sentences that say what; nothing of it stops anybody from working. */
export function ailsOf({ care, hall, status, now, words, write }: Looked): readonly string[] {
  const told = words.care
  const nameOf = (id: string) => hall.tablets.get(id)?.name ?? words.status.unknownTablet
  const unproven = status.unvouched.reduce((sum, { from, to }) => sum + to - from + 1, 0)
  return [
    ...(care ? serverAils(care, { now, told, write }) : []),
    ...(care ? tabletAils(care, { told, nameOf, list: words.common.list }) : []),
    ...wallAils({ care, hall, status, now, words, write }),
    ...status.missing.map(({ journal, from, to }) =>
      told.linesMissing({ tablet: tabletOf(hall, journal)?.name ?? words.status.unknownTablet, from, to }),
    ),
    ...(status.setAside.length > 0 ? [told.setAside({ count: status.setAside.length })] : []),
    ...(unproven > 0 ? [told.unproven({ count: unproven })] : []),
  ]
}

type Told = Words<'care'>['care']

function serverAils(
  { backups, certificateEnds, clock, damaged, disk }: Care,
  { now, told, write }: { readonly now: number; readonly told: Told; readonly write: (ms: number) => string },
): readonly string[] {
  const { trouble } = backups
  const ends = certificateEnds === null ? null : Date.parse(certificateEnds)
  const whatOf = (why: string) => (isTrouble(why, told) ? told.backupTroubles[why] : told.backupTroubles.failed)
  return [
    ...(backups.isOn ? [] : [told.backupsOff]),
    ...(trouble ? [told.backupTrouble({ since: write(Date.parse(trouble.since)), what: whatOf(trouble.why) })] : []),
    ...(backups.isOnSameDisk ? [told.sameDisk] : []),
    ...(disk.room === 'enough' ? [] : [told.diskShort({ size: sizeOf(disk.freeBytes) })]),
    ...(damaged > 0 ? [told.damaged({ count: damaged })] : []),
    ...(ends !== null && ends - now < SOON_MS ? [told.certificateEndsSoon({ at: write(ends) })] : []),
    ...(clock === null ? [] : [told.clockWrong]),
  ]
}

function tabletAils(
  { release, tablets }: Care,
  {
    told,
    nameOf,
    list,
  }: {
    readonly told: Told
    readonly nameOf: (id: string) => string
    readonly list: (names: readonly string[]) => string
  },
): readonly string[] {
  const whose = (holds: (wellbeing: NonNullable<Care['tablets'][number]['wellbeing']>) => boolean) =>
    list(tablets.flatMap(({ tablet, wellbeing }) => (wellbeing && holds(wellbeing) ? [nameOf(tablet)] : [])))
  const low = whose(({ battery }) => battery !== null && battery.percent < LOW_PERCENT && !battery.charging)
  const loose = whose(({ persisted }) => persisted === false)
  const full = whose((wellbeing) => storageRisk(wellbeing) === 'full')
  const wrong = whose(({ apart }) => apart !== null && Math.abs(apart) > CLOCK_OFF_MS)
  const others = whose(({ app }) => app !== release)
  return [
    ...(low === '' ? [] : [told.powerLow({ tablets: low })]),
    ...(loose === '' ? [] : [told.storageNotKeptWhatToDo({ tablets: loose })]),
    ...(full === '' ? [] : [told.storageFull({ tablets: full })]),
    ...(wrong === '' ? [] : [told.clocksOff({ tablets: wrong })]),
    ...(others === '' ? [] : [told.newerTablets({ tablets: others })]),
  ]
}

/** A wall that nobody hears may show the hall of an hour ago, and one that hung may hang again. */
function wallAils({ care, hall, status, now, words, write }: Looked): readonly string[] {
  const told = words.care
  const walls = tabletList(hall).filter(({ place, revoked }) => place === 'wall' && !revoked)
  return walls.flatMap(({ id, name }) => {
    const silent = status.silent.get(id)
    const hung = care?.tablets.find(({ tablet }) => tablet === id)?.wellbeing?.hung
    return [
      ...(silent !== undefined && now - silent > WALL_SILENT_MS
        ? [told.wallSilent({ tablet: name, since: write(silent) })]
        : []),
      ...(hung ? [told.wallHung[hung.what]({ tablet: name, at: write(Date.parse(hung.at)) })] : []),
    ]
  })
}

const isTrouble = (why: string, { backupTroubles }: Told): why is keyof Told['backupTroubles'] => why in backupTroubles

/** How far a clock is from the hall server's, to the minute. `apart`: ms ahead. */
export function clockSaid(apart: number, told: Told): string {
  const minutes = Math.round(Math.abs(apart) / 60_000)
  if (minutes === 0) return told.clockGood
  return told[apart > 0 ? 'clockFast' : 'clockSlow']({ minutes })
}
