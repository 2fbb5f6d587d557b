import { expect, it } from 'vitest'
import { itEndures, rounds } from '#support/endure.ts'
import { killBrowserInForms, killBrowserInTaps } from '#support/faults/browserKilled.ts'
import { nothingWrong } from '#support/faults/tried.ts'

const ROUNDS = rounds(1, 20)
const FORM_ROUNDS = 8

it(
  `a browser that is killed in the middle of taps has every number that stood on the screen, once, ${ROUNDS} times over on one profile`,
  async () => {
    const tried = await killBrowserInTaps({ rounds: ROUNDS })
    expect(tried).toMatchObject(nothingWrong)
    expect(tried.safe['shown tickets']).toBeGreaterThanOrEqual(ROUNDS * 2)
  },
  120_000 + ROUNDS * 60_000,
)

// What is typed is on the disk with every keystroke: test/journeys/cases.test.ts holds it without a browser.
itEndures(
  'a browser that is killed in the middle of a form has every keystroke at the same step, and the case ends as if nothing had happened (Q62)',
  async () => {
    const tried = await killBrowserInForms({ rounds: FORM_ROUNDS })
    expect(tried).toMatchObject(nothingWrong)
    expect(tried.safe).toMatchObject({ drafts: FORM_ROUNDS, papers: 2 * FORM_ROUNDS })
  },
  120_000 + FORM_ROUNDS * 60_000,
)
