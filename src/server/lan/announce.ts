import multicastDns from 'multicast-dns'

/** What is said and heard on the network about names (multicast DNS, RFC 6762). */
export interface Names {
  /** Asks everybody whether they have this name. */
  ask(name: string): void
  /** Says that this name is reached at these IPv4 addresses. */
  say(name: string, addresses: readonly string[]): void
  /** Tells who asks for which name, and which address somebody says that a name has. */
  follow(listener: { asked(name: string): void; said(name: string, address: string): void }): void
  close(): void
}

/** The name under which this server answers. */
export interface Announcing {
  /** Settles when a name is free and answered for; null: the network does not allow it, or all are taken. */
  readonly settled: Promise<string | null>
  close(): void
}

/** So many halls can share a network. */
const HALLS = 9
/** RFC 6762 §8.1: asked three times, a quarter of a second apart. */
const ASKED = 3
const APART_MS = 250

/** The names that a hall server may come to have, the first one first. */
export const CALLED: readonly string[] = Array.from({ length: HALLS }, (_, i) =>
  i === 0 ? 'stayopen.local' : `stayopen-${i + 1}.local`,
)

/**
 * Takes the first name that nobody else has, beginning with the one it had, and answers for it. Where the network passes
 * on no such questions it answers nobody: addresses work all the same.
 */
export function announce({
  called,
  addresses,
  names,
  pause = () => new Promise((resolve) => setTimeout(resolve, APART_MS).unref()),
}: {
  readonly called: string
  readonly addresses: () => readonly string[]
  readonly names: Names
  readonly pause?: () => Promise<void>
}): Announcing {
  let ours: string | null = null
  let closed = false
  const taken = new Set<string>()
  names.follow({
    asked(name) {
      if (name === ours) names.say(name, addresses())
    },
    said(name, address) {
      if (!addresses().includes(address)) taken.add(name)
    },
  })

  async function settle(): Promise<string | null> {
    for (const name of [called, ...CALLED.filter((each) => each !== called)]) {
      for (let i = 0; i < ASKED && !closed && !taken.has(name); i++) {
        names.ask(name)
        await pause()
      }
      if (closed) return null
      if (taken.has(name)) continue
      ours = name
      names.say(name, addresses())
      return name
    }
    return null
  }

  return {
    settled: settle(),
    close() {
      closed = true
      names.close()
    },
  }
}

/** The names on the real network; null where it cannot be listened to (another program has the port for itself, no network). */
export function openNames(onFault: (fault: unknown) => void): Promise<Names | null> {
  return new Promise((resolve) => {
    const mdns = multicastDns({ reuseAddr: true, loopback: true })
    let isOpen = false
    mdns.on('error', (fault: Error) => {
      onFault(fault)
      if (isOpen) return
      mdns.destroy()
      resolve(null)
    })
    // What somebody sends that is no question and no answer.
    mdns.on('warning', () => {})
    mdns.on('ready', () => {
      isOpen = true
      resolve({
        ask: (name) => mdns.query({ questions: [{ name, type: 'A' }] }),
        say: (name, addresses) =>
          mdns.respond({ answers: addresses.map((data) => ({ name, type: 'A', ttl: 120, flush: true, data })) }),
        follow(listener) {
          mdns.on('query', ({ questions = [] }) => {
            for (const { name, type } of questions)
              if (['A', 'AAAA', 'ANY'].includes(type)) listener.asked(name.toLowerCase())
          })
          mdns.on('response', ({ answers = [] }) => {
            for (const answer of answers) if (answer.type === 'A') listener.said(answer.name.toLowerCase(), answer.data)
          })
        },
        close: () => mdns.destroy(),
      })
    })
  })
}
