import { describe, expect, it } from 'vitest'
import { judgePush } from '#device/sync/pushAnswer.ts'

const answer = (status: number, body: unknown, retryAfter: string | null = null) =>
  judgePush({ status, retryAfter, server: null, text: typeof body === 'string' ? body : JSON.stringify(body) })

const bodies: readonly unknown[] = [
  '',
  '<html><body>Welcome to the hotel</body></html>',
  'null',
  '[]',
  '{}',
  '{"kept":',
  { kept: -1 },
  { kept: '12' },
  { kept: 1.5 },
  { kept: 12 },
  { kept: 12, head: 40, quarantined: [{ n: 3, code: 'bad-body' }] },
  { kept: 12, quarantined: [{ n: 0 }] },
  { code: 'gap' },
  { code: 'gap', expected: 5 },
  { code: 'fork', n: 5 },
  { code: 'revoked' },
  { code: 'token-unknown' },
  { code: 'bad-envelope', n: 5 },
  { code: 'internal-error' },
]

describe('the answer to a push', () => {
  it('frees lines only with a 200 that says what is kept', () => {
    for (let status = 100; status <= 599; status++) {
      for (const body of bodies) {
        const verdict = answer(status, body)
        const says = status === 200 && typeof body === 'object' && body !== null && 'kept' in body && body.kept === 12
        const sound = says && JSON.stringify(body) !== '{"kept":12,"quarantined":[{"n":0}]}'
        expect([status, body, verdict.kind === 'kept']).toEqual([status, body, sound])
      }
    }
  })

  it.each([
    [200, { kept: 12 }, { kind: 'kept', n: 12, quarantined: [], server: null }],
    [200, '<html></html>', { kind: 'not-our-server' }],
    [302, '', { kind: 'not-our-server' }],
    [401, { code: 'token-unknown' }, { kind: 'unauthorised', code: 'token-unknown' }],
    [401, '<html></html>', { kind: 'not-our-server' }],
    [403, { code: 'revoked' }, { kind: 'revoked' }],
    [403, { code: 'not-your-journal' }, { kind: 'refused', n: null, code: 'not-your-journal' }],
    [403, '<html></html>', { kind: 'not-our-server' }],
    [409, { code: 'gap', expected: 5 }, { kind: 'gap', expected: 5 }],
    [409, { code: 'fork', n: 5 }, { kind: 'fork', n: 5, branch: null, kept: 0 }],
    [
      409,
      { code: 'fork', n: 5, branch: 'j_9f3c21a7b0d84e55~0a1b2c3d', kept: 8 },
      { kind: 'fork', n: 5, branch: 'j_9f3c21a7b0d84e55~0a1b2c3d', kept: 8 },
    ],
    [409, { code: 'gap' }, { kind: 'retry' }],
    [413, { code: 'too-large' }, { kind: 'too-large' }],
    [413, 'nginx', { kind: 'too-large' }],
    [422, { code: 'bad-envelope', n: 5 }, { kind: 'refused', n: 5, code: 'bad-envelope' }],
    [422, { code: 'no-lines' }, { kind: 'refused', n: null, code: 'no-lines' }],
    [422, '<html></html>', { kind: 'not-our-server' }],
    [500, { code: 'internal-error' }, { kind: 'retry' }],
    [502, 'Bad Gateway', { kind: 'not-our-server' }],
  ])('reads %i %j', (status, body, verdict) => {
    expect(answer(status, body)).toEqual(verdict)
  })

  it.each([
    ['7', 7_000],
    [null, 1_000],
    ['0', 1_000],
    ['Mon, 23 Nov 2026 09:00:00 GMT', 1_000],
    ['999999', 600_000],
  ])('waits as long as a busy server asks: Retry-After %s', (retryAfter, ms) => {
    expect(answer(429, { code: 'busy' }, retryAfter)).toMatchObject({ kind: 'wait', ms, code: 'busy' })
    expect(answer(503, { code: 'stopping' }, retryAfter)).toMatchObject({ kind: 'wait', ms, code: 'stopping' })
  })

  it('waits ten seconds at most where a proxy asks for ten minutes in its own words', () => {
    for (const page of ['', '<html>Service Unavailable</html>'])
      expect(answer(503, page, '600')).toMatchObject({ kind: 'wait', ms: 10_000, code: null })
  })

  it('takes silence for nobody there', () => {
    expect(judgePush(null)).toEqual({ kind: 'unreachable' })
  })
})
