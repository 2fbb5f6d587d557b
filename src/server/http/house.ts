import type { FastifyBaseLogger } from 'fastify'
import type { Journals } from '../admission/admission.ts'
import type { AuthorityList } from '../authorityList.ts'
import type { Backups } from '../backup/backups.ts'
import type { Challenges } from '../challenges.ts'
import type { CommitQueue } from '../commitQueue.ts'
import type { Disk } from '../disk.ts'
import type { Epochs } from '../epochs.ts'
import type { EventStore } from '../eventStore.ts'
import type { Gathering } from '../gathering.ts'
import type { HeadStartFiles } from '../headStartFiles.ts'
import type { Metrics } from '../metrics.ts'
import type { Numbers } from '../numbers.ts'
import type { Offers } from '../offers.ts'
import type { Origins } from '../origins.ts'
import type { Pairing } from '../pairing.ts'
import type { Presence } from '../presence.ts'
import type { Printers } from '../printing/printers.ts'
import type { Probes } from '../probes.ts'
import type { Quotas } from '../quotas.ts'
import type { Recovering } from '../recovering.ts'
import type { Salvage } from '../salvage.ts'
import type { ServerClock } from '../serverClock.ts'
import type { Tokens } from '../tokens.ts'
import type { Troubles } from '../troubles.ts'
import type { Turns } from '../turns.ts'
import type { TabletsWellbeing } from '../wellbeing.ts'

/** What the routes work with. */
export interface House {
  readonly store: EventStore
  /** Id of the hall: `h_7Q2M…`. */
  readonly hall: string
  readonly epochs: Epochs
  readonly gathering: Gathering
  readonly salvage: Salvage
  /** Says what tablets are to bring back, each time in other words when it is more; null: nothing was ever lost. */
  wants(): Promise<string | null>
  readonly journals: Journals
  readonly queue: CommitQueue
  readonly list: AuthorityList
  readonly pairing: Pairing
  readonly offers: Offers
  readonly tokens: Tokens
  readonly recovering: Recovering
  readonly challenges: Challenges
  readonly numbers: Numbers
  readonly headStarts: HeadStartFiles
  readonly presence: Presence
  readonly probes: Probes
  readonly printers: Printers
  readonly clock: ServerClock
  readonly metrics: Metrics
  readonly log: FastifyBaseLogger
  origins(): Origins
  /** When the certificate that is shown to tablets ends (ISO 8601); null: the server speaks no HTTPS. */
  certificateEnds(): string | null
  /** With it the figures are told to another machine. */
  readonly metricsToken: string | null
  /** Aborted when the server stops: open streams end. */
  readonly stop: AbortSignal
  readonly disk: Disk
  readonly quotas: Quotas
  readonly troubles: Troubles
  readonly turns: Turns
  readonly backups: Backups
  readonly wellbeing: TabletsWellbeing
  readonly limits: Limits
  /** The hall kit as it is now, sealed for the recovery sheet; null: the hall is not founded. */
  kit(): Promise<string | null>
}

/** What one caller may do in a minute. */
export interface Limits {
  readonly requestsPerMinute: number
  readonly pairingsPerMinute: number
  /** Knocks, and what else is asked by tablets that have no token: each asks again every second while it waits. */
  readonly knocksPerMinute: number
  /** What costs the server most: head starts. A tablet takes one when it is new, and again where that broke off. */
  readonly headStartsPerMinute: number
  /** How often a tablet asks which of its thousands of journals are wanted: whenever the store has lost something more. */
  readonly lacksPerMinute: number
  /** Streams that a tablet opens; a hall is told in one that stays open. */
  readonly streamsPerMinute: number
  /** Papers (bytes) of one tablet that no event has named yet. */
  readonly unnamedBytes: number
  /** Papers (bytes) of one tablet in a day, whoever names them; while a store gathers what it lost nobody counts them. */
  readonly papersADay: number
  /** Slips that a tablet has printed by the hall server. */
  readonly slipsPerMinute: number
}
