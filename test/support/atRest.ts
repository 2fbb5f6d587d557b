// The real ones: a test may have put timers in their place that stand still.
import { clearTimeout, setImmediate, setTimeout } from 'node:timers'
import { vi } from 'vitest'

/** What runs on other threads now, by name: nothing on this one tells when it ends. */
const elsewhere = new Map<string, number>()
let wakeUp = () => {}

function begin(what: string): () => void {
  elsewhere.set(what, (elsewhere.get(what) ?? 0) + 1)
  let over = false
  return () => {
    if (over) return
    over = true
    const left = (elsewhere.get(what) ?? 0) - 1
    if (left > 0) elsewhere.set(what, left)
    else elsewhere.delete(what)
    wakeUp()
  }
}

// Keys are made and used on other threads: every call is counted until it has answered.
const subtle: object = Object.getPrototypeOf(crypto.subtle)
for (const [name, { value: work }] of Object.entries(Object.getOwnPropertyDescriptors(subtle))) {
  if (typeof work !== 'function' || name === 'constructor') continue
  Object.defineProperty(subtle, name, {
    configurable: true,
    writable: true,
    value(this: SubtleCrypto, ...given: unknown[]): Promise<unknown> {
      const end = begin(`crypto.subtle.${name}`)
      const answer: Promise<unknown> = Reflect.apply(work, this, given)
      answer.then(end, end)
      return answer
    },
  })
}

/** Compression is done elsewhere too: a stream is counted until somebody has read it to its end or let go of it. */
function counted(name: 'CompressionStream' | 'DecompressionStream'): void {
  const Stream: new (format: CompressionFormat) => GenericTransformStream = globalThis[name]
  const Counted = class extends Stream {
    readonly #readable: ReadableStream<Uint8Array<ArrayBuffer>>
    constructor(format: CompressionFormat) {
      super(format)
      const end = begin(name)
      const reader = super.readable.getReader()
      this.#readable = new ReadableStream({
        async pull(controller) {
          const part = await reader.read().catch((fault: unknown) => {
            end()
            throw fault
          })
          if (!part.done) return controller.enqueue(part.value)
          end()
          controller.close()
        },
        cancel(why) {
          end()
          return reader.cancel(why)
        },
      })
    }
    override get readable() {
      return this.#readable
    }
  }
  Object.defineProperty(globalThis, name, { configurable: true, writable: true, value: Counted })
}
counted('CompressionStream')
counted('DecompressionStream')

const turn = () => new Promise<void>((resolve) => void setImmediate(resolve))

/** Messages to oneself, streams and fake databases hand on to each other: this many turns with nothing are silence. */
const QUIET_TURNS = 3
/** Real time after which whatever still runs will not end; far more than a starved machine needs. */
const GIVE_UP_MS = 60_000

/**
 * Waits until everything that was started has ended or waits for a clock, a network or a person: no key is being made
 * or used, nothing compressed, no file read, no module loaded, no database asked. However busy the machine is, what a
 * test sees then is what the code does. Only what happens inside this process counts: a real server is waited for with
 * `until`.
 */
export async function atRest(): Promise<void> {
  const giveUp = performance.now() + GIVE_UP_MS
  for (let quiet = 0; quiet < QUIET_TURNS; ) {
    await turn()
    if (performance.now() > giveUp) throw new Error(`it does not come to rest: ${running().join(', ')}`)
    if (running().length === 0) quiet++
    else quiet = 0
    if (elsewhere.size > 0) await ended()
    // What is loaded may start something as soon as it is there.
    else if (quiet === QUIET_TURNS && (await modulesCame())) quiet = 0
  }
}

/** What has been started and has not ended: work on other threads, what is queued for the next turn, files. */
const running = (): string[] => [
  ...elsewhere.keys(),
  ...process.getActiveResourcesInfo().filter((name) => name === 'Immediate' || name.startsWith('FSReq')),
]

/** Waits until something on another thread has ended, or a moment, so that giving up is noticed. */
async function ended(): Promise<void> {
  await new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, 1_000)
    wakeUp = () => {
      clearTimeout(timer)
      resolve()
    }
  })
  wakeUp = () => {}
}

/** Waits for modules that are being loaded; true when there were any. */
async function modulesCame(): Promise<boolean> {
  let all = false
  const settled = vi.dynamicImportSettled().then(() => {
    all = true
  })
  // With nothing to load it answers at the next timer.
  await new Promise<void>((resolve) => void setTimeout(resolve, 1))
  await turn()
  if (all) return false
  await settled
  return true
}
