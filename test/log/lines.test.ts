import { describe, expect, it } from 'vitest'
import { type LogEvent, MAX_LINE_BYTES, NO_PREVIOUS } from '#log/event.ts'
import { hashOfLine, headText, isRedacted, keptEvent, keptHead, readLine, writeLine } from '#log/lines.ts'

const event: LogEvent = {
  hall: 'h_1',
  journal: 'j_00000000000000aa',
  n: 1,
  stamp: '2026-11-23T01:00:00.000Z-0000-00000000',
  prev: NO_PREVIOUS,
  kind: 'TicketCalled',
  by: 's_0012',
  subject: 't_1',
  body: { note: '一\t二\n三' },
  papers: [],
  drill: null,
}
const lineOf = (some: LogEvent, salt = 7): string => {
  const written = writeLine(some, new Uint8Array(16).fill(salt))
  if (!written.ok) throw new Error(written.why)
  return written.line
}
const line = lineOf(event)
const [head = '', rest = ''] = line.split('\t')

describe('a line', () => {
  it('is read as it was written, once it is kept as well', () => {
    expect(readLine(line)).toMatchObject({ ok: true, event })
    expect(keptEvent(line)).toEqual(event)
    expect(line.includes('\n')).toBe(false)
  })

  it('that was redacted is its head, has the hash of the line, and says nothing that was in it', () => {
    expect(headText(line)).toBe(head)
    expect([isRedacted(line), isRedacted(head)]).toEqual([false, true])
    expect(hashOfLine(head)).toBe(hashOfLine(line))
    expect(readLine(head)).toMatchObject({ ok: true, event: null, head: { n: 1, kind: 'TicketCalled' } })
    expect(keptHead(head)).toEqual(keptHead(line))
    expect(keptEvent(head)).toBeNull()
    // Whoever guesses the body still lacks the salt.
    expect(headText(lineOf(event, 8))).not.toBe(head)
  })

  it.each([
    ['bad-sum', `${head}\t${rest.replace('二', '五')}`],
    ['not-json', `${head}\t`],
    ['not-json', `${head}\t${rest}\t{}`],
    ['bad-envelope', `${head.replace('{', '{"kind":"张三",')}\t${rest}`],
    ['bad-envelope', `${head.replace(',', ' ,')}\t${rest}`],
    ['bad-envelope', `${head} \t${rest}`],
    ['bad-envelope', `${head.replace('00aa"', '00aa~0a1b2c3d"')}\t${rest}`],
    ['bad-envelope', `${head.replace('t_1', 't_\ud800')}\t${rest}`],
    ['bad-envelope', `${head}\t{"body":{},"papers":[]}`],
    ['line-too-long', `${head}\t${' '.repeat(MAX_LINE_BYTES)}`],
  ])('that is %s is not read: %#', (why, damaged) => {
    expect(readLine(damaged)).toEqual({ ok: false, why })
  })

  it.each([
    ['"n":1,', '"n":0,'],
    ['"n":1,', '"n":1.5,'],
    ['"n":1,', '"n":01,'],
    ['"n":1,', '"n":"1",'],
    ['"n":1,', '"n":9007199254740992,'],
    ['2026-11-23T', '2026-13-23T'],
    ['-0000-00000000"', '-0000-0000000G"'],
    ['"prev":"0', '"prev":"A'],
    ['"kind":"T', '"kind":"t'],
    ['"by":"s_0012"', '"by":""'],
    ['"by":"s_0012"', '"by":undefined'],
    ['"subject":"t_1"', '"subject":"t 1"'],
    ['"subject":"t_1"', '"subject":"t_\\u0031"'],
    ['"subject":"t_1"', `"subject":"t_${'1'.repeat(95)}"`],
    ['"drill":null', '"drill":false'],
    ['"drill":null', '"drill":null,"more":1'],
    ['"v":2', '"v":3'],
  ])('whose head says %s as %s is not read', (said, other) => {
    const changed = head.replace(said, other)
    expect(changed).not.toBe(head)
    expect(readLine(`${changed}\t${rest}`)).toMatchObject({ ok: false })
  })

  it('bears a proof as its last word, and no other', () => {
    const proof = `${'A'.repeat(87)}.${'b'.repeat(86)}`
    const proven = lineOf({ ...event, proof })
    expect(readLine(proven)).toMatchObject({ ok: true, event: { ...event, proof } })
    expect(readLine(proven.replace(proof, proof.slice(1)))).toEqual({ ok: false, why: 'bad-envelope' })
  })

  it('has the sum of other text when half a letter in it stands for another', () => {
    const other = lineOf({ ...event, body: { note: '\ufffd' } })
    expect(readLine(other).ok).toBe(true)
    expect(readLine(other.replace('\ufffd', '\ud800'))).toEqual({ ok: false, why: 'bad-envelope' })
  })
})
