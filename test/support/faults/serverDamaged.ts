import { createHash } from 'node:crypto'
import { cpSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { signedChallenge } from '#log/signed.ts'
import { type SeededChance, seededChance } from '#support/chance.ts'
import { builtProgram, type ServerProcess, type ServerProgram } from '#support/serverProcess.ts'
import { call, pairAnother, pairTablet, type SigningTablet } from '#support/signingTablet.ts'
import { until } from '#support/until.ts'
import { damageFile, filesIn } from './damageFile.ts'
import { createTally, type Tried } from './tried.ts'

const DAY = '2026-11-29'
const QUEUE = 'Q1'

/** A store that somebody has worked with, as a kill and as an orderly stop leave it, and what was acknowledged. */
interface WorkedStore {
  readonly killed: string
  readonly stopped: string
  readonly origin: string
  readonly hall: string
  readonly epoch: string
  readonly tablets: readonly SigningTablet[]
  readonly papers: ReadonlyMap<string, Buffer>
  /** The highest number that was given. */
  readonly given: number
}

async function workOnStore(program: ServerProgram, chance: SeededChance, folder: string): Promise<WorkedStore> {
  const data = join(folder, 'data')
  let server = await program.start({ data, port: 0 })
  const port = Number(new URL(server.origin).port)
  const { hall, server: epoch } = (await call(server.origin, '/api/hello')).body
  const place = { origin: server.origin, hall }
  const manager = await pairTablet(place, server.firstCode)
  const tablets = [manager, await pairAnother(place, manager, 'counter'), await pairAnother(place, manager, 'counter')]
  // In idle time what is in the log goes into the store.
  await until(() => statSync(join(data, 'hall.db-wal')).size === 0)
  for (let turn = 0; turn < 12; turn++)
    for (const tablet of tablets) {
      const from = tablet.notebook.head.n + 1
      tablet.writeSome(1 + chance.below(8))
      await tablet.push(turn === 0 ? 1 : from)
    }
  const papers = new Map<string, Buffer>()
  for (let i = 0; i < 3; i++) {
    const bytes = chance.bytes(2_000)
    const name = createHash('sha256').update(bytes).digest('hex')
    await putPaper(server.origin, name, bytes, manager.bearer)
    papers.set(name, bytes)
  }
  let given = 0
  for (let i = 0; i < 3; i++) given = (await askNumbers(tablets[1]!)).body.to
  await server.kill()
  const killed = join(folder, 'killed')
  cpSync(data, killed, { recursive: true })
  server = await program.start({ data, port })
  await server.stop()
  return { killed, stopped: data, ...place, epoch, tablets, papers, given }
}

const putPaper = (origin: string, name: string, bytes: Buffer, headers: Record<string, string>) =>
  call(origin, `/api/papers/${name}`, {
    method: 'PUT',
    headers: { 'Content-Type': 'application/octet-stream', ...headers },
    body: new Uint8Array(bytes),
  })

let wishes = 0
const askNumbers = (tablet: SigningTablet) =>
  tablet.post('/api/numbers', { request: `r_${++wishes}_${Date.now()}`, queue: QUEUE, day: DAY, count: 5 })

/** The files of a store, its database most often: most of what there is lies in it. */
function filesOf(folder: string): readonly string[] {
  const files = filesIn(folder)
  const store = files.filter((file) => file.startsWith('hall.db'))
  return files.flatMap((file) => (store.includes(file) ? [file] : [file, ...store]))
}

/**
 * Flips a bit, or cuts, in every file of a hall server's folder while it is off, and starts it: what is sound is there, what
 * is not is named or the history begun anew, or the server refuses in one sentence that says which file and what to do.
 */
export async function damageServer({ rounds, seed = 1 }: { rounds: number; seed?: number }): Promise<Tried> {
  const chance = seededChance(seed)
  const program = builtProgram()
  const folder = mkdtempSync(join(tmpdir(), 'damaged-'))
  const tally = createTally()
  const store = await workOnStore(program, chance, folder)
  for (let round = 0; round < rounds; round++) {
    const from = round % 2 === 0 ? store.killed : store.stopped
    const files = filesOf(from)
    const data = join(folder, 'round')
    cpSync(from, data, { recursive: true })
    const done = damageFile(data, files[Math.floor(round / 2) % files.length]!, chance)
    const started = await startOrRefuse(program, data, Number(new URL(store.origin).port))
    if (typeof started === 'string') {
      const isSentence = started.trim().split('\n').length === 1 && started.includes(join(data, 'hall.db'))
      tally.look('refusals', [`${done}: ${started}`], isSentence ? [`${done}: ${started}`] : [])
    } else {
      await lookAt(store, done, tally)
      await started.kill()
    }
    rmSync(data, { recursive: true, force: true })
  }
  rmSync(folder, { recursive: true, force: true })
  return tally.told(rounds)
}

/** The copy is a copy on purpose: it is told so, and what it lacks it has to notice by itself. */
async function startOrRefuse(program: ServerProgram, data: string, port: number): Promise<ServerProcess | string> {
  try {
    return await program.start({ data, port, args: ['--here'] })
  } catch (fault) {
    return String(fault).replace(/^Error: the server ended with \d+: /, '')
  }
}

/** A tablet whose token the store does not know any more gets another one by its key. */
async function enter({ origin, hall }: WorkedStore, { bearer, key, tablet }: SigningTablet) {
  if ((await call(origin, '/api/hello', { headers: bearer })).status !== 401) return bearer
  const { challenge } = (await post(origin, '/api/challenges', {}, { tablet })).body
  const signature = await key.sign(signedChallenge({ hall, origin, tablet, challenge }))
  const { body, status } = await post(origin, '/api/tokens', {}, { tablet, challenge, origin, signature })
  return status === 200 ? { Authorization: `Bearer ${body.token}` } : null
}

const post = (origin: string, path: string, headers: Record<string, string>, body: unknown) =>
  call(origin, path, {
    method: 'POST',
    headers: { ...headers, 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  })

async function lookAt(store: WorkedStore, done: string, tally: ReturnType<typeof createTally>): Promise<void> {
  const { origin, epoch, given, papers, tablets } = store
  const [, tablet] = tablets
  const headers = await enter(store, tablet!)
  if (headers === null) return tally.unanswered(`${done}: no token is given`)
  const get = (path: string) => call(origin, path, { headers })
  const events = await get('/api/events?after=0')
  const hello = await get('/api/hello')
  const ready = await call(origin, '/readyz')
  for (const [what, { status, body }] of Object.entries({ events, hello, ready }))
    if (status !== 200) return tally.unanswered(`${done}: ${what} ${status} ${JSON.stringify(body)}`)

  const stored = new Set<string>(events.body.flatMap(({ line }: { line?: string }) => line ?? []))
  // Either the whole store is known to have lost something, or the very line is named.
  const isTold = hello.body.server !== epoch || ready.body.troubles.length > 0
  const missing: readonly { journal: string; from: number; to: number }[] = hello.body.missing
  for (const { notebook } of tablets)
    for (const [i, line] of notebook.lines.entries()) {
      const name = `${done}: line ${i + 1} of ${notebook.journal}`
      const isNamed = missing.some((each) => each.journal === notebook.journal && each.from <= i + 1 && each.to > i)
      const isHere = stored.has(line)
      tally.look(isHere ? 'lines' : 'lines named', [name], isHere || isTold || isNamed ? [name] : [])
    }

  const ask = { request: `r_${++wishes}`, queue: QUEUE, day: DAY, count: 5 }
  const numbers = await post(origin, '/api/numbers', headers, ask)
  if (numbers.status === 200) {
    const name = `${done}: ${numbers.body.from}–${numbers.body.to} after ${given}`
    tally.look('blocks', [name], numbers.body.from > given ? [name] : [name, name])
  } else if (numbers.body.code !== 'gathering')
    tally.unanswered(`${done}: numbers ${numbers.status} ${JSON.stringify(numbers.body)}`)

  for (const [paper, bytes] of papers) {
    const read = async () => {
      const answer = await fetch(`${origin}/api/papers/${paper}`, { headers })
      return { status: answer.status, bytes: Buffer.from(await answer.arrayBuffer()) }
    }
    const first = await read()
    const isHonest = first.status === 404 || (first.status === 200 && first.bytes.equals(bytes))
    const put = await putPaper(origin, paper, bytes, headers)
    const name = `${done}: paper ${first.status}, put ${put.status}`
    tally.look('papers', [name + paper], isHonest && (await read()).bytes.equals(bytes) ? [name + paper] : [])
  }
}
