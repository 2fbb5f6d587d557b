import { Duplex } from 'node:stream'

/** A connection without a network: what is written at one end is read at the other. */
export function duplexPair(): readonly [Duplex, Duplex] {
  const ends: End[] = []
  const other = (end: End) => ends[1 - ends.indexOf(end)] ?? null
  ends.push(new End(other), new End(other))
  const [one, two] = ends
  if (!one || !two) throw new Error('a connection has two ends')
  return [one, two]
}

class End extends Duplex {
  readonly #other: (end: End) => End | null
  /** As a socket's, for whoever counts by address. */
  readonly remoteAddress = '127.0.0.1'
  #wanted: (() => void) | null = null

  constructor(other: (end: End) => End | null) {
    super({ allowHalfOpen: true })
    this.#other = other
  }

  // What is asked of sockets and means nothing here.
  setNoDelay = () => this
  setKeepAlive = () => this
  setTimeout = () => this

  override _read(): void {
    const wanted = this.#wanted
    this.#wanted = null
    wanted?.()
  }

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    const to = this.#other(this)
    if (to && !to.destroyed && !to.push(chunk)) to.#wanted = done
    else done()
  }

  override _final(done: () => void): void {
    const to = this.#other(this)
    if (to && !to.destroyed) to.push(null)
    done()
  }

  override _destroy(fault: Error | null, done: (fault: Error | null) => void): void {
    const to = this.#other(this)
    if (to && !to.destroyed) setImmediate(() => to.destroy())
    done(fault)
  }
}
