import { expect, it } from 'vitest'
import { rounds } from '#support/endure.ts'
import { answerEveryStatus, breakNetwork } from '#support/faults/networks.ts'
import { nothingWrong } from '#support/faults/tried.ts'

const ROUNDS = rounds(1, 60)
const STATUSES = rounds(1, 500)

it(`tablets behind a network that drops, repeats, reorders, cuts and falls silent lose no ticket and come together, ${ROUNDS} times over`, async () => {
  expect(await breakNetwork({ rounds: ROUNDS })).toMatchObject(nothingWrong)
})

it(
  `tablets whose every call is answered with whatever status go on afterwards, with ${STATUSES} statuses`,
  async () => {
    expect(await answerEveryStatus({ rounds: STATUSES })).toMatchObject(nothingWrong)
  },
  120_000 + STATUSES * 60_000,
)
