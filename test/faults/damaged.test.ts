import { expect, it } from 'vitest'
import { itEndures, rounds } from '#support/endure.ts'
import { damageServer } from '#support/faults/serverDamaged.ts'
import { damageTablet } from '#support/faults/tabletDamaged.ts'
import { nothingWrong } from '#support/faults/tried.ts'

const ROUNDS = rounds(1, 200)
const TABLET_ROUNDS = 30

it(`a hall server whose files a bad disk has changed has what is sound, names the rest, gives no number twice, or says which file it is, ${ROUNDS} times over`, async () => {
  expect(await damageServer({ rounds: ROUNDS })).toMatchObject(nothingWrong)
})

// Without a browser test/journeys/damagedDisk.test.ts and test/laws/holes.test.ts hold it.
itEndures(
  `a tablet whose files a bad disk has changed brings every number it has shown to the hall, or names it, ${TABLET_ROUNDS} times over`,
  async () => {
    expect(await damageTablet({ rounds: TABLET_ROUNDS })).toMatchObject(nothingWrong)
  },
  240_000 + TABLET_ROUNDS * 120_000,
)
