import { describe, expect, it } from 'vitest'
import type { Performed } from '#device/hallLog/hallLog.ts'
import { openPaper, shutBehindDoor } from '#device/sealed/openPaper.ts'
import type { SealedThings } from '#device/sealed/sealedThings.ts'

const paper = { subject: 'c_1', kind: 'form', name: 'a'.repeat(64) }
const bytes = new Uint8Array([1, 2, 3])

/** A tablet on which somebody is signed in; what they ask for is answered like this. */
function at(answer: Performed, session: object | null = { staff: 's_wang' }) {
  const asked: unknown[] = []
  const opened: string[] = []
  const door = {
    session,
    log: {
      async perform(command: { readonly name: string }, ask: unknown) {
        asked.push([command.name, ask])
        return answer
      },
    },
    sealed: {
      door: shutBehindDoor({
        async open(name) {
          opened.push(name)
          return { ok: true, bytes }
        },
      }),
    },
  }
  return { asked, opened, door }
}

describe('a sealed paper', () => {
  it('stays shut for whoever is refused, although the vault is open', async () => {
    const { door, opened } = at({ ok: false, why: 'not-your-role', facts: {} })
    expect(await openPaper(door, { ...paper, reason: 'review' })).toEqual({ ok: false, why: 'not-allowed' })
    expect(opened).toEqual([])
  })

  it('stays shut where nobody is signed in, and nothing is noted', async () => {
    const { door, opened, asked } = at({ ok: true, events: [] }, null)
    expect(await openPaper(door, { ...paper, reason: 'review' })).toEqual({ ok: false, why: 'locked' })
    expect([...opened, ...asked]).toEqual([])
  })

  it('opens behind a note of who reads it and why: one for everything of a case, another for another reason', async () => {
    const { door, opened, asked } = at({ ok: true, events: [] })
    expect(await openPaper(door, { ...paper, reason: 'review' })).toEqual({ ok: true, bytes })
    await openPaper(door, { ...paper, kind: 'photo', name: 'b'.repeat(64), reason: 'review' })
    await openPaper(door, { ...paper, reason: 'late-entry' })
    expect(opened).toHaveLength(3)
    expect(asked).toEqual([
      ['revealPaper', { subject: 'c_1', kind: 'form', reason: 'review' }],
      ['revealPaper', { subject: 'c_1', kind: 'form', reason: 'late-entry' }],
    ])
  })

  it('is noted again for whoever signs in next', async () => {
    const first = at({ ok: true, events: [] })
    await openPaper(first.door, { ...paper, reason: 'review' })
    const next = { ...first.door, session: { staff: 's_li' } }
    await openPaper(next, { ...paper, reason: 'review' })
    expect(first.asked).toHaveLength(2)
  })

  it('is opened by nothing else that a tablet hands out: another way does not compile', () => {
    // @ts-expect-error Papers are sealed and sent by whoever has them, and opened at the door alone.
    const opens: keyof SealedThings['papers'] = 'open'
    // @ts-expect-error What is sealed in them is unsealed by the device alone.
    const unseals: keyof SealedThings['vault'] = 'unseal'
    expect([opens, unseals]).toEqual(['open', 'unseal'])
  })
})
