import { describe, expect, it } from 'vitest'
import { readEnvironment } from '#server/environment.ts'
import { welcome } from '#server/welcome.ts'

const originOf = (STAYOPEN_ORIGIN: string) => readEnvironment({ STAYOPEN_ORIGIN }, '/nowhere').origin

describe('the address that a hall server is given for its links', () => {
  it('is an origin, written as a browser writes it', () => {
    expect(originOf('https://hall.example:7316')).toBe('https://hall.example:7316')
    expect(originOf(' HTTPS://Hall.Example:443/ ')).toBe('https://hall.example')
    expect(originOf('')).toBeNull()
  })

  it('is refused with a path behind it, at every address at once, or when it is none', () => {
    for (const said of [
      ...[
        'https://hall.example/stayopen',
        'https://hall.example/?a',
        'https://hall.example/#b',
        'https://me@hall.example',
      ],
      ...['hall.example:7316', 'hall', 'ftp://hall.example', 'https://0.0.0.0:7316', 'http://[::]:7316', '://'],
    ])
      expect(() => originOf(said), said).toThrow(/STAYOPEN_ORIGIN must be the address of this server/)
  })
})

describe('the link that a hall server prints', () => {
  const printed = (origin: string) =>
    welcome({ origin, isOpenToAll: false, firstCode: { code: 'ABCD2345', expires: '2026-11-23T02:00:00.000Z' } })

  it('says that no tablet can open it when it names this machine alone', async () => {
    for (const origin of ['http://127.0.0.1:7316', 'http://localhost:7316', 'http://[::1]:7316'])
      expect(await printed(origin)).toContain('只有这台电脑打得开这个链接')
    expect(await printed('https://hall.example:7316')).not.toContain('只有这台电脑')
  })
})
