import { describe, expect, it } from 'vitest'
import { createOrigins, ownAddresses } from '#server/origins.ts'
import { openHallServer } from '#support/openHallServer.ts'

describe('a hall server that listens at every address and was given no name', () => {
  it('gives tablets an address in its link that they can go to, and answers them there', async () => {
    const server = await openHallServer({ host: '0.0.0.0' })
    expect(server.origin).not.toContain('0.0.0.0')
    expect((await fetch(`${server.origin}/api/hello`)).status).toBe(200)
    await server.close()
  })

  it('is reached at each address of its machine, and under nobody else’s name', () => {
    const addresses = () => ['192.168.1.5', '10.0.0.9', '[fd00::5]']
    const { isHost, isOrigin } = createOrigins({
      origin: 'http://192.168.1.5:7316',
      port: 7316,
      behindProxy: false,
      isOurs: (host) => addresses().includes(host),
    })
    for (const host of addresses()) {
      expect(isHost(`${host}:7316`), host).toBe(true)
      expect(isOrigin(`http://${host}:7316`), host).toBe(true)
    }
    expect(isHost('192.168.1.5.evil.example:7316')).toBe(false)
    expect(isHost('192.168.1.6:7316')).toBe(false)
    for (const origin of ['http://10.0.0.9:7317', 'https://10.0.0.9:7316', 'http://10.0.0.9.evil.example:7316'])
      expect(isOrigin(origin), origin).toBe(false)
  })

  it('names the address in the hall’s network first, and none that only this machine has', () => {
    const address = (text: string, family: 'IPv4' | 'IPv6', internal = false) =>
      ({ address: text, family, internal, netmask: '', mac: '', cidr: null, scopeid: 0 }) as never
    const interfaces = {
      lo: [address('127.0.0.1', 'IPv4', true)],
      eth0: [address('fe80::1', 'IPv6'), address('fd00::5', 'IPv6'), address('192.168.1.5', 'IPv4')],
    }
    expect(ownAddresses(interfaces)).toEqual(['192.168.1.5', '[fd00::5]'])
  })
})
