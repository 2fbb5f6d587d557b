import { IDBFactory, IDBKeyRange, IDBObjectStore } from 'fake-indexeddb'
import { afterEach, describe, expect, it } from 'vitest'
import { openPapers } from '#device/sealed/papers.ts'
import { memoryDisk } from '#support/memoryDisk.ts'
import { createTestClock } from '#support/testClock.ts'

const usual = IDBObjectStore.prototype.put
afterEach(() => {
  IDBObjectStore.prototype.put = usual
})

/** A tablet with one paper, and a hall server that takes everything it is offered. */
async function openTablet() {
  const clock = createTestClock()
  const offers: string[] = []
  let epoch = 'e_1'
  const papers = await openPapers({
    vault: {
      state: 'unlocked',
      seal: async (_place, bytes) => bytes,
      unseal: async (_place, bytes) => ({ ok: true, bytes: new Uint8Array(bytes) }),
    },
    disk: memoryDisk(),
    database: { indexedDB: new IDBFactory(), IDBKeyRange },
    server: {
      async putPaper(name, bytes) {
        offers.push(name)
        return { kind: 'ok', value: { name, bytes: bytes.length }, server: epoch }
      },
      getPaper: async () => 'missing',
    },
    heard: () => epoch,
    isShredded: () => false,
    clock,
    chance: { bytes: (count) => new Uint8Array(count).fill(255) },
    onChange: () => {},
    onFault: () => {},
  })
  await papers.seal({ subject: 'c_1', kind: 'form' }, new TextEncoder().encode('办理单'))
  await clock.passUntil(() => papers.unsent.size === 0)
  return {
    clock,
    papers,
    offers,
    newServer() {
      epoch = 'e_2'
      papers.nudge()
    },
  }
}

describe('the papers of a tablet, at a new hall server', () => {
  it('are offered once', async () => {
    const { clock, papers, offers, newServer } = await openTablet()
    newServer()
    await clock.pass(60_000)
    expect(offers).toHaveLength(2)
    await papers.close()
  })

  it('are offered with growing pauses, not without end, while the disk is too full to note that the server has them', async () => {
    const { clock, papers, offers, newServer } = await openTablet()
    IDBObjectStore.prototype.put = () => {
      throw new DOMException('no room left', 'QuotaExceededError')
    }
    newServer()
    await clock.pass(60_000)
    expect(offers.length).toBeGreaterThan(2)
    expect(offers.length).toBeLessThan(12)
    await papers.close()
  })
})
