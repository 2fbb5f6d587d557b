import { expect, it } from 'vitest'
import { rounds } from '#support/endure.ts'
import { killServer } from '#support/faults/serverKilled.ts'
import { nothingWrong } from '#support/faults/tried.ts'

const ROUNDS = rounds(3, 40)

it(`a hall server that is killed while tablets push has every acknowledged event, paper and number once, ${ROUNDS} times over`, async () => {
  const tried = await killServer({ rounds: ROUNDS })
  expect(tried).toMatchObject(nothingWrong)
  // Each round every tablet got something through: the server died under load, not at rest.
  expect(tried.safe.events).toBeGreaterThan(ROUNDS * 5)
  expect(tried.safe).toMatchObject({ papers: expect.any(Number), blocks: expect.any(Number) })
})
