import { describe, expect, it } from 'vitest'
import { canStart, type SelfTestWorld, selfTest } from '#device/browser/selfTest.ts'

const NOW = Date.parse('2026-11-30T09:00:00Z')
const well: SelfTestWorld = {
  facts: () => ({ secure: true, lacks: [], keeps: true }),
  now: () => NOW,
  serverTime: async () => NOW,
  keep: async () => true,
  installWorker: async () => {},
  hasCamera: async () => true,
}
const fails = (name: string) => () => Promise.reject(new DOMException('', name))

const wrong: readonly (readonly [string, Partial<SelfTestWorld>, string])[] = [
  ['opened http', { facts: () => ({ secure: false, lacks: ['Web Locks'], keeps: true }) }, 'not-secure'],
  ['has an old browser', { facts: () => ({ secure: true, lacks: ['Web Locks'], keeps: true }) }, 'too-old'],
  ['blocks site data', { facts: () => ({ secure: true, lacks: [], keeps: false }) }, 'storage-blocked'],
  ['does not reach the server', { serverTime: fails('TypeError') }, 'server'],
  ['is a private window', { keep: fails('SecurityError') }, 'private-window'],
  ['has a full disk', { keep: fails('QuotaExceededError') }, 'storage-full'],
  ['passed over the warning about the certificate', { installWorker: fails('SecurityError') }, 'certificate'],
  ['cannot install the worker', { installWorker: fails('TypeError') }, 'worker'],
  ['has no camera', { hasCamera: async () => false }, 'no-camera'],
  ['is not allowed to ask for cameras', { hasCamera: fails('NotAllowedError') }, 'no-camera'],
  ['may be cleared', { keep: async () => false }, 'may-be-cleared'],
]

describe('the test that a tablet makes of itself', () => {
  it('finds nothing on a tablet that is fit', async () => {
    expect(await selfTest(well)).toBeNull()
    expect(await selfTest({ ...well, serverTime: async () => null })).toBeNull()
  })

  it.each(wrong)('says so of one that %s', async (_which, differs, kind) => {
    const world: SelfTestWorld = { ...well, ...differs }
    const found = await selfTest(world)
    expect(found).toEqual({ kind })
    expect(canStart(found)).toBe(kind === 'no-camera' || kind === 'may-be-cleared')
  })

  it('says how many minutes a clock is out, and which way', async () => {
    const at = (ms: number) => selfTest({ ...well, serverTime: async () => NOW + ms })
    expect(await at(60_000)).toBeNull()
    expect(await at(-60_000)).toBeNull()
    expect(await at(12 * 60_000)).toEqual({ kind: 'clock', minutes: 12, is: 'slow' })
    expect(await at(-3 * 60_000)).toEqual({ kind: 'clock', minutes: 3, is: 'fast' })
  })

  it('names first what keeps the tablet from working at all', async () => {
    const all = {
      ...well,
      keep: async () => false,
      hasCamera: async () => false,
      serverTime: async () => NOW + 600_000,
    }
    expect(await selfTest(all)).toMatchObject({ kind: 'clock' })
  })
})
