import { describe, expect, it } from 'vitest'
import { visitorsOf } from '#support/demo/demoDay.ts'
import { runDemo } from '#support/demo/runDemo.ts'

describe('the demo', () => {
  it('makes the same day of the same seed, and another one of another', () => {
    expect(visitorsOf(7)).toEqual(visitorsOf(7))
    expect(visitorsOf(7)).not.toEqual(visitorsOf(8))
  })

  it('plays a morning with an outage, and every ticket is on the server and in one place afterwards', async () => {
    const said: string[] = []
    const outage = { from: 2, minutes: 2, seconds: 0 }
    const { signal } = new AbortController()
    const say = (line: string) => said.push(line)
    const result = await runDemo({ speed: 150, seed: 7, minutes: 9, files: null, signal, outage, say })
    expect(said.some((line) => line.includes('服务器停机'))).toBe(true)
    expect(said.some((line) => line.includes('服务器恢复'))).toBe(true)
    expect(result.issued).toBe(visitorsOf(7).filter(({ at }) => at <= 9).length)
    expect(result.served).toBeGreaterThan(0)
    expect(result).toMatchObject({ unsent: 0, sameLabels: 0 })
  })
})
