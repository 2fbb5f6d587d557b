import type { SeededChance } from '#support/chance.ts'
import type { Lie } from '../badNetwork.ts'
import type { Build } from '../build.ts'
import type { Device } from '../device.ts'
import type { OpenKit } from '../founding.ts'
import type { HallServerNearby } from '../hallServerNearby.ts'
import type { SimulatedTime } from '../simulatedTime.ts'
import type { Story } from '../story.ts'

/** Everything there is on one morning. */
export interface World {
  readonly chance: SeededChance
  /** A chance of its own for whatever is new. */
  readonly chanceFor: (what: string) => SeededChance
  readonly time: SimulatedTime
  readonly server: HallServerNearby
  /** What a spare server begins with. */
  readonly kit: OpenKit
  /** The program before this one. */
  readonly older: Build
  readonly devices: Device[]
  /** Copies of the server's store, oldest first. */
  readonly stores: string[]
  /** The server stands on an older store, and not everybody has brought back what it lacks. */
  wasPutBack: boolean
  /** Bytes of its store have been damaged: what lies there is no longer what the server believes. */
  isDamaged: boolean
  /** PINs that work numbers may have, the likeliest first. */
  readonly pins: Map<string, readonly string[]>
  /** What was sealed, as far as somebody was told that it is kept. */
  readonly papers: SealedPaper[]
  /** Journals of tablets in strange hands, in which nothing counts. */
  readonly rogues: Set<string>
  readonly story: Story
  /** What somebody was promised and did not get. */
  readonly broken: string[]
}

/** A world in which nothing has happened yet. */
export const newWorld = (
  base: Omit<World, 'wasPutBack' | 'isDamaged' | 'pins' | 'papers' | 'rogues' | 'broken'>,
): World => ({
  ...base,
  wasPutBack: false,
  isDamaged: false,
  pins: new Map(),
  papers: [],
  rogues: new Set(),
  broken: [],
})

/** A paper that a line names. */
export interface SealedPaper {
  readonly name: string
  readonly subject: string
  readonly kind: string
  readonly text: string
  readonly at: Device
  /** How often that tablet had lost something by then. */
  readonly losses: number
  /** The line that names it. */
  readonly event: string
}

/** Something that happens on a morning. */
export interface Act {
  /** What halls must survive before it is played by itself: `MENDED` says what they do. */
  readonly needs?: Mend
  /** How often it happens beside the others. */
  readonly weight: number
  play(world: World): Promise<void>
}

/** What a hall is known not to survive as long as it is not mended. */
export type Mend = 'versions' | 'put-back' | 'spare' | 'damage' | 'full' | 'clocks' | 'copies' | 'hostile-tablet' | Lie

/** One of the tablets that are there. */
export const anyDevice = ({ chance, devices }: World): Device => chance.oneOf(devices)

/** One of those at which customers in the queue are served. */
export const anyWorker = ({ chance, devices }: World): Device => chance.oneOf(devices.filter(isWorker))

export const isWorker = ({ place }: Device): boolean => place !== 'wall' && place !== 'backoffice'

/** One of those at which people work who know customers. */
export const anyDesk = ({ chance, devices }: World): Device => chance.oneOf(devices.filter(isDesk))

export const isDesk = ({ place }: Device): boolean => place !== 'wall'

/** The tablet at which a manager stands. */
export const managerOf = ({ devices }: Pick<World, 'devices'>): Device | undefined =>
  devices.find(({ place }) => place === 'manager')
