import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { cloneStorage } from '#support/cloneStorage.ts'
import { emptyStorage } from '#support/openTablet.ts'
import { until } from '#support/until.ts'
import { inRealHall, labelsAt, take, untilTogether } from './realHall.ts'
import { createTally, type Tried } from './tried.ts'

/** How a copy of the server's folder is put back: all of it, over what is there, or the database alone. */
const WAYS = [['.'], ['hall.db', 'hall.db-wal', 'witness', 'papers'], ['hall.db', 'hall.db-wal']] as const

/** Puts an older copy of the server's folder back, each time in another way and in a hall of its own. */
export async function putBack({ rounds }: { rounds: number }): Promise<Tried> {
  const tally = createTally()
  for (let round = 0; round < rounds; round++)
    await inRealHall(async ({ founded, open, server }) => {
      const { manager } = founded
      const first = await open('reception')
      await until(() => first.log.hall.numbers.size > 0)
      const taken = [await take(first), await take(first)]
      await untilTogether([manager, first], taken.length)
      await server.kill()
      const copy = mkdtempSync(join(tmpdir(), 'copy-'))
      cpSync(server.data, copy, { recursive: true })
      await server.start()
      // After the copy: more numbers, and a tablet that it does not know.
      const late = await open('reception')
      for (let i = 0; i < 3; i++) taken.push(await take(first), await take(late))
      const all = [manager, first, late]
      await untilTogether(all, taken.length)
      await server.kill()
      for (const name of WAYS[round % WAYS.length]!) {
        rmSync(join(server.data, name), { recursive: true, force: true })
        cpSync(join(copy, name), join(server.data, name), { recursive: true, force: true })
      }
      rmSync(copy, { recursive: true })
      // Meanwhile everybody goes on alone.
      taken.push(await take(first), await take(late))
      await server.start()
      for (const tablet of all) tablet.syncNow()
      await untilTogether(all, taken.length).catch((fault) => tally.unanswered(`way ${round % WAYS.length}: ${fault}`))
      for (const tablet of all.slice(1)) for (let i = 0; i < 3; i++) taken.push(await take(tablet))
      await untilTogether(all, taken.length).catch((fault) => tally.unanswered(`way ${round % WAYS.length}: ${fault}`))
      // Somebody new is told of everything by the server alone.
      const fresh = await open('reception')
      await untilTogether([...all, fresh], taken.length).catch((fault) => tally.unanswered(`somebody new: ${fault}`))
      tally.look('tickets', new Set(taken), labelsAt(fresh))
      tally.look('labels', new Set(taken), taken)
    })
  return tally.told(rounds)
}

/** Copies a reception's storage while it runs, and lets both go on; then each is the other's copy. */
export async function cloneTablet({ rounds }: { rounds: number }): Promise<Tried> {
  const tally = createTally()
  for (let round = 0; round < rounds; round++)
    await inRealHall(async ({ founded, open }) => {
      const storage = emptyStorage()
      const one = await open('reception', { storage })
      await until(() => one.log.hall.numbers.size > 0)
      const before = [await take(one), await take(one)]
      await untilTogether([founded.manager, one], before.length)
      const two = await open('reception', { storage: await cloneStorage(storage) })
      // Before anybody can know of it numbers may come twice; nothing of it is lost.
      const unknown: string[] = []
      for (let i = 0; i < 3; i++) unknown.push(await take(one), await take(two))
      const all = [founded.manager, one, two]
      const count = () => [...founded.manager.log.hall.tickets.values()].length
      await until(() => count() >= before.length + unknown.length).catch(() => tally.unanswered(`${count()} tickets`))
      await untilTogether(all, before.length + unknown.length).catch((fault) => tally.unanswered(`${fault}`))
      const known: string[] = []
      for (let i = 0; i < 4; i++) known.push(await take(one), await take(two))
      await untilTogether(all, before.length + unknown.length + known.length).catch((fault) =>
        tally.unanswered(`${fault}`),
      )
      const there = labelsAt(founded.manager)
      tally.look('tickets', [...before, ...known], there)
      tally.look('tickets taken unknowing', new Set(unknown), new Set(there))
    })
  return tally.told(rounds)
}
