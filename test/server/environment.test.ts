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

describe('what stands behind the command', () => {
  const read = (...args: string[]) => readEnvironment({ STAYOPEN_PORT: '7316' }, '/nowhere', args)

  it('says whether tablets on the network are served, and under which name', () => {
    expect(read()).toMatchObject({ lan: null, listensAt: null, lanPort: 7317, name: null, pem: null })
    expect(read('--lan', '--name', 'stayopen.local')).toMatchObject({
      lan: true,
      name: 'stayopen.local',
    })
    expect(read('--no-lan')).toMatchObject({ lan: false })
  })

  it('is refused with a sentence when it makes no sense', () => {
    expect(() => read('--lam')).toThrow(/--lam.*What may stand here: --here, --lan/s)
    expect(() => read('--lan', '--no-lan')).toThrow('exclude each other')
    expect(() => read('--cert', 'hall.crt')).toThrow('belong together')
    expect(() => readEnvironment({ STAYOPEN_LAN_PORT: '7316' }, '/nowhere')).toThrow('STAYOPEN_LAN_PORT must be')
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
