import { describe, expect, it } from 'vitest'
import { carriedFileName } from '#app/carry/carriedFile.ts'
import { secondsToCatch } from '#app/carry/pace.ts'
import { clock } from '#support/hallAfter.ts'

describe('handing on', () => {
  it('says how long a camera needs for the codes, of which it misses about one in four', () => {
    expect([secondsToCatch(1), secondsToCatch(18)]).toEqual([2, 5])
  })

  it('names a file for the tablet and the minute', () => {
    expect(carriedFileName('1 号台', clock('09:05'), 'Asia/Shanghai')).toBe('1 号台-20261123T0905.stayopen')
  })
})
