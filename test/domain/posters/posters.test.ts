import { describe, expect, it } from 'vitest'
import { keepPoster } from '#domain/posters/commands.ts'
import { MOST_POSTER_BYTES, PIECE_SIGNS } from '#domain/posters/events.ts'
import { addressOf } from '#domain/posters/posters.ts'
import { answer, type Happening, hallAfter, situation, when } from '#support/hallAfter.ts'

const large = `${'A'.repeat(PIECE_SIGNS)}${'B'.repeat(PIECE_SIGNS)}CC==`
const manager = situation('09:00', { by: 's_li' })
const ask = { poster: 'p_1', type: 'image/webp', base64: large } as const

describe('a picture for the walls', () => {
  const decision = when(hallAfter(), keepPoster, ask, manager)
  const pieces = (decision.ok ? decision.events : []) as Happening[]

  it('goes in pieces that a line holds, and is shown once all of them have come, in whatever order (Q48)', () => {
    expect(pieces).toHaveLength(3)
    const [first, second, third] = pieces.map((piece) => ({ ...piece, on: 'manager' }))
    const shown = (...come: (Happening | undefined)[]) =>
      addressOf(hallAfter(...come.flatMap((each) => (each ? [each] : []))).posters.get('p_1'))
    expect([shown(first), shown(third, first), shown()]).toEqual([null, null, null])
    expect(shown(third, first, second, second)).toBe(`data:image/webp;base64,${large}`)
  })

  it('is a manager’s to keep, no larger than walls need, and a picture', () => {
    const most = 'A'.repeat((MOST_POSTER_BYTES / 3) * 4)
    const kept = (change: object, who = manager) => answer(when(hallAfter(), keepPoster, { ...ask, ...change }, who))
    expect(kept({}, situation('09:00'))).toBe('not-your-role')
    expect([
      kept({ base64: most }),
      kept({ base64: `${most}AAAA` }),
      kept({ base64: '' }),
      kept({ base64: '<svg>' }),
    ]).toEqual(['accepted', 'drawing-does-not-fit', 'drawing-does-not-fit', 'drawing-does-not-fit'])
  })

  it('is forgotten when twenty newer ones have come', () => {
    const small = (id: number): Happening => ({
      kind: 'PosterKept',
      subject: `p_${id}`,
      on: 'manager',
      body: { piece: 0, of: 1, type: 'image/jpeg', base64: 'AAAA' },
    })
    const { posters } = hallAfter(...Array.from({ length: 21 }, (_, id) => small(id)))
    expect([posters.size, posters.has('p_0'), posters.has('p_20')]).toEqual([20, false, true])
  })
})
