import { createHash } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { seededChance } from '#support/chance.ts'
import { builtProgram } from '#support/serverProcess.ts'
import { call, pairAnother, pairTablet, type SigningTablet } from '#support/signingTablet.ts'
import { until } from '#support/until.ts'
import { createTally, type Tried } from './tried.ts'

/** How many lines each tablet pushes at once. */
const BATCHES = [1, 3, 20, 100, 1]
const DAY = '2026-11-29'

/** A wish for numbers; the same wish gets the same numbers for ever. */
interface Wish {
  readonly request: string
  readonly queue: string
  readonly day: string
  readonly count: number
}

/** What has been answered to one tablet. */
interface Answered {
  /** The last line that the server has said it keeps. */
  kept: number
  readonly papers: Map<string, Buffer>
  readonly numbers: Map<Wish, string>
}

/**
 * Kills the built hall server in the middle of pushes, papers and wishes for numbers, again and again on one store; every
 * fourth time it is killed once more while it starts.
 */
export async function killServer({ rounds, seed = 1 }: { rounds: number; seed?: number }): Promise<Tried> {
  const chance = seededChance(seed)
  const program = builtProgram()
  const data = await mkdtemp(join(tmpdir(), 'killed-'))
  const tally = createTally()
  let server = await program.start({ data, port: 0 })
  const { hall } = (await call(server.origin, '/api/hello')).body
  const port = Number(new URL(server.origin).port)
  const place = { origin: server.origin, hall }
  const manager = await pairTablet(place, server.firstCode)
  const tablets = [manager]
  while (tablets.length < BATCHES.length) tablets.push(await pairAnother(place, manager, 'counter'))
  const answered = tablets.map((): Answered => ({ kept: 0, papers: new Map(), numbers: new Map() }))

  /** Does something until the server is gone. */
  async function untilGone(act: () => Promise<void>): Promise<void> {
    try {
      for (;;) await act()
    } catch (gone) {
      // A connection that ends is the kill; every answer but "done" is a fault.
      if (!(gone instanceof TypeError)) tally.unanswered(String(gone))
    }
  }

  const push = (tablet: SigningTablet, all: Answered, batch: number) => async () => {
    // What a kill left unanswered goes once more by itself.
    if (tablet.notebook.head.n === all.kept) tablet.writeSome(batch)
    const { body, status } = await tablet.push(all.kept + 1)
    if (status === 200) all.kept = body.kept
    else throw new Error(`a push was answered ${status} ${JSON.stringify(body)}`)
  }

  const bring = (tablet: SigningTablet, all: Answered) => async () => {
    const bytes = chance.bytes(1 + chance.below(3_000))
    const name = createHash('sha256').update(bytes).digest('hex')
    const { body, status } = await putPaper(tablet, name, bytes)
    if (status === 201) all.papers.set(name, bytes)
    else throw new Error(`a paper was answered ${status} ${JSON.stringify(body)}`)
  }

  const wish = (tablet: SigningTablet, all: Answered, round: number) => async () => {
    const ask = { request: `r_${chance.bytes(8).toString('hex')}`, queue: `Q${round}`, day: DAY, count: 5 }
    all.numbers.set(ask, '')
    all.numbers.set(ask, await numbersFor(tablet, ask))
  }

  for (let round = 0; round < rounds; round++) {
    const doing = tablets.flatMap((tablet, i) => {
      const all = answered[i]!
      const acts = [push(tablet, all, BATCHES[i]!)]
      // One brings papers, two wish for numbers of the same queue.
      if (i === 0) acts.push(bring(tablet, all))
      if (i === 1 || i === 2) acts.push(wish(tablet, all, round))
      return acts.map(untilGone)
    })
    // It dies at work: every tablet has got something through. The moment of death differs from round to round; every
    // second time it comes right behind a paper, which takes longest.
    const before = answered.map(({ kept }) => kept)
    await until(() => answered.every(({ kept }, i) => kept > before[i]!))
    await pause(40 + ((round * 35) % 700))
    const papers = answered[0]!.papers.size
    if (round % 2 === 1) await until(() => answered[0]!.papers.size > papers)
    await server.kill()
    await Promise.all(doing)
    if (round % 4 === 3) await program.startAndKill({ data, port }, chance.below(600))
    server = await program.start({ data, port })
    for (const [i, tablet] of tablets.entries()) {
      const kept = (await tablet.get('/api/hello')).body.journals[tablet.notebook.journal]?.kept ?? 0
      const reached = answered[i]!.kept
      tally.look('acknowledgements', [`${i}:${round}`], kept >= reached ? [`${i}:${round}`] : [])
      answered[i]!.kept = kept
    }
  }

  const ranges: string[] = []
  for (const [i, tablet] of tablets.entries()) {
    const { kept, papers, numbers } = answered[i]!
    for (let from = kept + 1; from <= tablet.notebook.head.n; from += 500) {
      const { status } = await tablet.pushLines(tablet.notebook.lines.slice(from - 1, from + 499), from)
      if (status !== 200) tally.unanswered(`a push after the kills: ${status}`)
    }
    for (const [name, bytes] of papers) {
      const found = await fetch(`${place.origin}/api/papers/${name}`, { headers: tablet.bearer })
      const isIt = found.status === 200 && bytes.equals(Buffer.from(await found.arrayBuffer()))
      tally.look('papers', [name], isIt ? [name] : [])
    }
    for (const [ask, given] of numbers) {
      const now = await numbersFor(tablet, ask)
      // What was not answered before the kill is answered now.
      ranges.push(now)
      if (given !== '') tally.look('blocks', [given], [now])
    }
  }
  const all = ranges.flatMap(numbersIn)
  tally.look('numbers', new Set(all), all)
  const entries = (await manager.get('/api/events?after=0')).body.slice(0, -1)
  tally.look(
    'seqs',
    entries.map((_: unknown, i: number) => `${i + 1}`),
    entries.map(({ seq }: { seq: number }) => `${seq}`),
  )
  const stored: string[] = entries.map(({ line }: { line: string }) => line)
  for (const { notebook } of tablets) tally.look('events', notebook.lines, stored)
  await server.stop()
  await rm(data, { recursive: true, force: true })
  return tally.told(rounds)
}

const putPaper = (tablet: SigningTablet, name: string, bytes: Buffer) =>
  tablet.request(`/api/papers/${name}`, {
    method: 'PUT',
    headers: { 'Content-Type': 'application/octet-stream' },
    body: new Uint8Array(bytes),
  })

/** `Q3 11–15`. */
async function numbersFor(tablet: SigningTablet, ask: Wish): Promise<string> {
  const { body, status } = await tablet.post('/api/numbers', ask)
  if (status !== 200) throw new Error(`a wish for numbers was answered ${status} ${JSON.stringify(body)}`)
  return `${body.queue} ${body.from}–${body.to}`
}

function numbersIn(range: string): string[] {
  const [, queue = '', from = '', to = ''] = /^(\S+) (\d+)–(\d+)$/.exec(range) ?? []
  return Array.from({ length: Number(to) - Number(from) + 1 }, (_, i) => `${queue} ${Number(from) + i}`)
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
