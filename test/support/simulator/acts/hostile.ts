import type { MemoryDisk } from '#support/memoryDisk.ts'
import { LIES, type Lie } from '../badNetwork.ts'
import type { StoredLine } from '../linesIn.ts'
import { type Act, anyDevice, type World } from './act.ts'
import { rogueJournal } from './rogue.ts'

/** How often whoever speaks for the server begins to lie, or stops it. */
const WEIGHTS = { forge: 2, withhold: 2, replay: 1, miscount: 1 } as const satisfies Readonly<Record<Lie, number>>

/** Somebody who wants to do harm, and has copied what lets one tablet in. */
export const hostile: readonly Act[] = [
  {
    weight: 3,
    async play(world) {
      const { chance, server, story, time } = world
      const device = anyDevice(world)
      const token = tokenOn(device.storage.disk as MemoryDisk)
      const said = chance.oneOf(ATTACKS)
      const asked = said.ask(world, token)
      if (!server.isOn || !asked) return
      const [path, init] = asked
      const headers = { ...Object.fromEntries(new Headers(init.headers)), Authorization: `Bearer ${token}` }
      let status: number | null = null
      const asking = server
        .fetch(path, { ...init, headers })
        .then(async (answer) => {
          status = answer.status
          await answer.text()
        })
        .catch(() => {})
      await time.pass(chance.below(500))
      story.tell('somebody', `with the token of ${device.name} ${said.what}: ${status ?? 'no answer yet'}`)
      void asking
    },
  },
  {
    needs: 'hostile-tablet',
    weight: 4,
    async play(world) {
      const { server, story, time } = world
      const device = anyDevice(world)
      const rogue = device.isRevoked || !server.isOn ? null : rogueJournal(world, device)
      if (!rogue) return
      let status: number | null = null
      const pushing = rogue
        .push()
        .then((answered) => {
          status = answered
        })
        .catch(() => {})
      await time.pass(500)
      void pushing
      world.rogues.add(rogue.journal)
      story.tell(
        device.name,
        `writes ${rogue.lines.length} lines that it may not, signed as its own: ${status ?? 'no answer yet'}`,
      )
    },
  },
  // Each lie by itself, and often: whoever speaks for the server is believed in nothing that can be checked.
  ...LIES.map(
    (lie): Act => ({
      needs: lie,
      weight: WEIGHTS[lie],
      async play(world) {
        const { chance, story } = world
        const { network, name } = anyDevice(world)
        const often = network.badness[lie] > 0 ? 0 : 0.05 + chance.next() * 0.3
        network.badness = { ...network.badness, [lie]: often }
        story.tell(name, `is told lies by whoever speaks for the server: ${lie} ${often.toFixed(2)}`)
      },
    }),
  ),
]

/** What only whoever writes it may say. */
const FORGED = ['"label":"', '"stamp":"', '"by":"', '"queue":"']

interface Attack {
  readonly what: string
  /** Null: there is nothing to begin with. */
  ask(world: World, token: string): readonly [path: string, init: RequestInit] | null
}

const ATTACKS: readonly Attack[] = [
  {
    what: 'pushes a line that it has altered, in the place of the one that is there',
    ask: (world) =>
      pushed(
        world,
        ({ line }) => altered(line, world),
        ({ n }) => n,
      ),
  },
  {
    what: 'pushes one more line into the journal of somebody',
    ask: (world) =>
      pushed(
        world,
        ({ line }) => altered(line, world),
        ({ n }) => n + 1,
      ),
  },
  {
    what: 'pushes what is no line',
    ask: (world) =>
      pushed(
        world,
        () => world.chance.bytes(40).toString('latin1'),
        ({ n }) => n + 1,
      ),
  },
  {
    what: 'says that it has seen more than there is',
    ask: ({ chance }) => [
      `/api/hello?seq=${chance.below(1_000_000)}&receipt=${chance.bytes(60).toString('base64url')}`,
      {},
    ],
  },
  {
    what: 'brings back what is none',
    ask: ({ chance }) => [
      '/api/salvage',
      { method: 'POST', headers: { 'Content-Type': 'application/x-ndjson' }, body: new Uint8Array(chance.bytes(200)) },
    ],
  },
]

function pushed(
  { chance, server }: World,
  write: (last: StoredLine) => string,
  at: (last: StoredLine) => number,
): readonly [string, RequestInit] | null {
  const lines = server.lines()
  const journals = [...new Set(lines.map(({ journal }) => journal))]
  if (journals.length === 0) return null
  const journal = chance.oneOf(journals)
  const last = lines.findLast((line) => line.journal === journal)
  if (!last) return null
  const headers = {
    'Content-Type': 'application/x-ndjson',
    'StayOpen-Journal': journal,
    'StayOpen-From': String(at(last)),
    'StayOpen-Signature': chance.bytes(64).toString('base64'),
  }
  return ['/api/events', { method: 'POST', headers, body: `${write(last)}\n` }]
}

/** The line with one letter of what it says changed. */
function altered(line: string, { chance }: World): string {
  const field = FORGED.find((each) => line.includes(each))
  const at = field ? line.indexOf(field) + field.length : chance.below(line.length)
  return `${line.slice(0, at)}${line[at] === 'x' ? 'y' : 'x'}${line.slice(at + 1)}`
}

/** What lets a tablet in, as it lies on its disk. */
export function tokenOn({ files }: MemoryDisk): string {
  const kept = new TextDecoder().decode(files.get('identity.json') ?? new Uint8Array())
  return /"token":"([^"]+)"/.exec(kept)?.[1] ?? ''
}
