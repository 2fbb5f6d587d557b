import { describe, expect, it } from 'vitest'
import { itEndures } from '#support/endure.ts'
import { simulate } from '#support/simulator/run.ts'

/** A morning that did not hold once. */
const SEED = '70033'
/** Others that did not, and what was played more often on them. */
const AGAIN = [
  '11',
  '70032',
  '70078',
  '90012',
  '90081',
  '91028',
  '95000',
  '95005',
  'damage:20018',
  'damage:20063',
  'damage:9',
  'damage:700',
  'copies:701',
  'put-back:400',
  'spare:81019',
  'spare:81015',
  'forge:13',
  '90082',
  '90088',
  '91200',
  '100067',
  '101047',
  '101208',
  '101081',
  '100112',
  '101178',
  '101260',
  '200224',
].join()
/** As many further mornings as fit into this many seconds are played in `npm run endure`. */
const SECONDS = 600

/** What the simulator said, and whether everything held. */
async function mornings(env: Readonly<Record<string, string>>) {
  let said = ''
  const code = await simulate(env, (text) => {
    said += text
  })
  return { said, held: code === 0 }
}

describe('a hall on a terrible morning', () => {
  it('loses nothing, invents nothing and comes together again', { timeout: 240_000 }, async () => {
    const { said, held } = await mornings({ SEED })
    expect(held, said).toBe(true)
    expect(said).toContain('has come together')
  })

  itEndures(
    'has the same morning each time for the same seed, to the last byte of its log',
    async () => {
      const [first, again] = await Promise.all([mornings({ SEED: '17' }), mornings({ SEED: '17' })])
      expect(first.said).toContain('has come together')
      expect(again).toEqual(first)
    },
    240_000,
  )

  itEndures(
    'loses nothing on any other',
    async () => {
      const { said, held } = await mornings({ AGAIN, FROM: '1', SECONDS: String(SECONDS) })
      console.info(said.trimEnd().split('\n').at(-1))
      expect(held, said).toBe(true)
    },
    (SECONDS + 240) * 1_000,
  )
})
