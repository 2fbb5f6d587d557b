/**
 * The journal's disk, inside a dedicated worker: only there can a file be written and flushed synchronously. Calls that
 * arrived while a flush was under way are written together and share the next flush.
 */
import { decodeFrames, encodeFrame } from '#log/frames.ts'

/** One call of the disk, from the page. */
export type DiskCall = { readonly id: number; readonly name: string } & (
  | { readonly act: 'check' | 'names' | 'read' | 'remove' }
  | { readonly act: 'append'; readonly bytes: Uint8Array<ArrayBuffer>; readonly fence: string | undefined }
  | { readonly act: 'replace'; readonly bytes: Uint8Array<ArrayBuffer> }
  | { readonly act: 'put-up'; readonly number: number }
  | { readonly act: 'truncate'; readonly size: number }
)

/** Its answer. */
export type DiskAnswer =
  | { readonly id: number; readonly ok: true; readonly value: Answered }
  | { readonly id: number; readonly ok: false; readonly name: string; readonly message: string }

type Answered = Uint8Array<ArrayBuffer> | readonly string[] | number | null

const waiting: DiskCall[] = []
const open = new Map<string, FileSystemSyncAccessHandle>()
/** Null where two tabs cannot have one file open at a time. */
const fences = new Map<string, FileSystemSyncAccessHandle | null>()
const folder = navigator.storage.getDirectory().then((root) => root.getDirectoryHandle('stayopen', { create: true }))
const work = { running: false }
/** The workers of this app's other tabs; what one of them wants to remove, the others let go of. */
const others = new BroadcastChannel('stayopen-spare-files')
others.addEventListener('message', (event: MessageEvent<string>) => letGo(event.data))

addEventListener('message', (event: MessageEvent<DiskCall>) => {
  waiting.push(event.data)
  if (!work.running) void run()
})

async function run(): Promise<void> {
  work.running = true
  while (waiting.length > 0) {
    const appends = waiting.findIndex(({ act }) => act !== 'append')
    const group = waiting.splice(0, appends === -1 ? waiting.length : Math.max(1, appends))
    for (const each of await answerGroup(group)) postMessage(each)
  }
  work.running = false
}

/** Answers calls that were made together: appends share one flush, anything else comes alone. */
async function answerGroup(group: readonly DiskCall[]): Promise<DiskAnswer[]> {
  const touched = new Set<FileSystemSyncAccessHandle>()
  const answers: (() => DiskAnswer)[] = []
  for (const call of group) {
    const { id } = call
    try {
      if (call.act === 'append') {
        const fence = call.fence === undefined ? null : await fenceOf(call.fence)
        touched.add(await append(call.name, call.bytes))
        answers.push(() => ({ id, ok: true, value: fence && numberAt(fence) }))
      } else {
        const value = await answer(call)
        answers.push(() => ({ id, ok: true, value }))
      }
    } catch (error) {
      answers.push(() => failed(id, error))
    }
  }
  try {
    for (const handle of touched) handle.flush()
    return answers.map((each) => each())
  } catch (error) {
    // Not flushed is not saved, whatever was written.
    return group.map(({ id }) => failed(id, error))
  }
}

const failed = (id: number, error: unknown): DiskAnswer => {
  const { name, message } = error instanceof Error ? error : new Error(String(error))
  return { id, ok: false, name, message }
}

async function append(name: string, bytes: Uint8Array<ArrayBuffer>): Promise<FileSystemSyncAccessHandle> {
  const handle = await handleOf(name)
  const end = handle.getSize()
  if (handle.write(bytes, { at: end }) < bytes.length) {
    handle.truncate(end)
    throw new DOMException('no room left on this disk', 'QuotaExceededError')
  }
  return handle
}

async function answer(call: Exclude<DiskCall, { act: 'append' }>): Promise<Answered> {
  const { name } = call
  if (call.act === 'check') return check(name)
  if (call.act === 'names') return names()
  if (call.act === 'read') return read(name)
  if (call.act === 'replace') return replace(name, call.bytes)
  if (call.act === 'put-up') return putUp(name, call.number)
  if (call.act === 'truncate') {
    if (!(await names()).includes(name)) return null
    const handle = await handleOf(name)
    handle.truncate(call.size)
    handle.flush()
    return null
  }
  for (const each of [name, slot(name, 0), slot(name, 1)]) await remove(each)
  return null
}

async function handleOf(name: string): Promise<FileSystemSyncAccessHandle> {
  const known = open.get(name)
  if (known) return known
  const handle = await openHandle(await (await folder).getFileHandle(name, { create: true }))
  open.set(name, handle)
  return handle
}

/** The file of a fence, which all tabs keep open; the system shows each of them at once what another has written. */
async function fenceOf(name: string): Promise<FileSystemSyncAccessHandle | null> {
  const known = fences.get(name)
  if (known !== undefined) return known
  const handle = await openHandle(await (await folder).getFileHandle(name, { create: true }))
  const isShared = 'mode' in handle && handle.mode === 'readwrite-unsafe'
  if (!isShared) handle.close()
  fences.set(name, isShared ? handle : null)
  return isShared ? handle : null
}

/** The number at a fence; 0 when there is none. It lies there twice, so that nothing else is taken for one. */
function numberAt(fence: FileSystemSyncAccessHandle): number {
  const [number = 0, again = 0] = readNumbers(fence)
  return number === again ? number : 0
}

function readNumbers(fence: FileSystemSyncAccessHandle): Uint32Array {
  const numbers = new Uint32Array(2)
  fence.read(numbers, { at: 0 })
  return numbers
}

async function putUp(name: string, number: number): Promise<number | null> {
  const fence = await fenceOf(name)
  if (!fence) return null
  const before = numberAt(fence)
  if (fence.write(Uint32Array.of(number, number), { at: 0 }) < 8)
    throw new DOMException('no room left on this disk', 'QuotaExceededError')
  return before
}

async function openHandle(file: FileSystemFileHandle): Promise<FileSystemSyncAccessHandle> {
  if (!('createSyncAccessHandle' in file)) throw new DOMException('no synchronous file handles', 'NotSupportedError')
  // Another tab that has lost the pen may still hold the file: its writes are told apart by their term.
  const create: (options: { mode: string }) => Promise<FileSystemSyncAccessHandle> =
    file.createSyncAccessHandle.bind(file)
  return create({ mode: 'readwrite-unsafe' })
}

/** Opens a file as every other is opened, and lets go of it: a browser that cannot do that is found out at the start. */
async function check(name: string): Promise<null> {
  try {
    const file = await (await navigator.storage.getDirectory()).getFileHandle(name, { create: true })
    const handle = await openHandle(file)
    const size: unknown = handle.getSize()
    handle.close()
    if (typeof size !== 'number') throw new DOMException('file handles are not synchronous', 'NotSupportedError')
  } catch (error) {
    // A full disk, or another tab that checks at this moment, says nothing of the browser.
    if (error instanceof DOMException && error.name === 'NotSupportedError') throw error
  }
  return null
}

/** Small whole files lie in two slots that are written in turn: whatever is cut short, the other one is sound. */
const slot = (name: string, which: number): string => `${name}~${which}`

async function names(): Promise<readonly string[]> {
  const found = new Set<string>()
  for await (const name of (await folder).keys()) found.add(name.replace(/~[01]$/, ''))
  return [...found]
}

async function read(name: string): Promise<Uint8Array<ArrayBuffer>> {
  const slots = await readSlots(name)
  return slots.newest?.bytes ?? (await bytesOf(name)) ?? new Uint8Array(0)
}

async function replace(name: string, bytes: Uint8Array<ArrayBuffer>): Promise<null> {
  const { newest } = await readSlots(name)
  const turn = (newest?.turn ?? 0) + 1
  const payload = new Uint8Array(4 + bytes.length)
  new DataView(payload.buffer).setUint32(0, turn, true)
  payload.set(bytes, 4)
  const frame = encodeFrame(payload)
  const target = slot(name, turn % 2)
  const handle = await handleOf(target)
  try {
    handle.truncate(0)
    if (handle.write(frame, { at: 0 }) < frame.length) throw new DOMException('no room left', 'QuotaExceededError')
    handle.flush()
  } finally {
    handle.close()
    open.delete(target)
  }
  return null
}

async function readSlots(name: string) {
  let newest: { turn: number; bytes: Uint8Array<ArrayBuffer> } | null = null
  for (const which of [0, 1]) {
    const file = await bytesOf(slot(name, which))
    const payload = file && decodeFrames(file).payloads[0]
    if (!payload) continue
    const turn = new DataView(payload.buffer, payload.byteOffset).getUint32(0, true)
    if (!newest || turn > newest.turn) newest = { turn, bytes: payload.slice(4) }
  }
  return { newest }
}

/** The bytes of a file, or null when there is none. */
async function bytesOf(name: string): Promise<Uint8Array<ArrayBuffer> | null> {
  const handle = open.get(name)
  if (handle) {
    const bytes = new Uint8Array(handle.getSize())
    handle.read(bytes, { at: 0 })
    return bytes
  }
  const file = await (await folder).getFileHandle(name).catch(() => null)
  return file ? new Uint8Array(await (await file.getFile()).arrayBuffer()) : null
}

async function remove(name: string): Promise<void> {
  letGo(name)
  others.postMessage(name)
  for (let tries = 0; ; tries++) {
    try {
      return await (await folder).removeEntry(name)
    } catch (error) {
      const code = error instanceof DOMException ? error.name : ''
      if (code === 'NotFoundError') return
      if (code !== 'NoModificationAllowedError') throw error
      // A tab that stands still keeps its hold. The file is spare, and is found again at the next start.
      if (tries === 5) return
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
  }
}

function letGo(name: string): void {
  open.get(name)?.close()
  open.delete(name)
}
