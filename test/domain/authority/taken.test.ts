import { beforeEach, expect, it } from 'vitest'
import { hearing, noAuthority } from '#domain/authority/authority.ts'
import { newStory, wrote } from '#support/authorityStory.ts'

beforeEach(newStory)

it('two copies of a tablet say of the same lines that their clock was wrong: everybody lists it alike, whatever came first', () => {
  const say = (tablet: string) => wrote(tablet, 'StampsTaken', 'j_00000000000000aa', { from: 2, to: 4 }, { by: null })
  const [one, other] = [say('d_1'), say('d_2')]
  const heard = (...events: readonly (typeof one)[]) => hearing(noAuthority(), events).taken
  expect(heard(other, one)).toEqual(heard(one, other))
  expect(heard(one, other).size).toBe(1)
})
