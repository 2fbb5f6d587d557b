import { describe, expect, it } from 'vitest'
import { printSlip } from '#device/sync/printing.ts'

const printing = (raw: { readonly status: number; readonly body: unknown } | null) =>
  printSlip(
    {
      post: async () =>
        raw && { status: raw.status, text: JSON.stringify(raw.body), retryAfter: null, server: null, bytes: null },
    },
    'p_1',
    new Uint8Array(8),
  )

describe('a slip that does not come out', () => {
  it.each([
    [{ status: 409, body: { code: 'printer-stopped' } }, 'printer-stopped'],
    [{ status: 409, body: { code: 'paper-out' } }, 'paper-out'],
    [{ status: 404, body: { code: 'printer-unknown' } }, 'printer-unknown'],
    [{ status: 500, body: { code: 'internal-error' } }, 'server-failed'],
    [{ status: 413, body: { code: 'too-large' } }, 'server-failed'],
    [{ status: 401, body: { code: 'token-unknown' } }, 'server-failed'],
    [{ status: 429, body: { code: 'too-many-requests' } }, 'server-busy'],
    [{ status: 503, body: { code: 'stopping' } }, 'server-busy'],
    [{ status: 200, body: '<html>Wi-Fi</html>' }, 'not-our-server'],
    [null, 'server-unreachable'],
  ])('is the printer’s fault only where the printer was asked: %o is %s', async (raw, said) => {
    expect(await printing(raw)).toBe(said)
  })
})
