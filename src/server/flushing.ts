import { type FileHandle, open } from 'node:fs/promises'
import { codeOf } from './faultCode.ts'

/** Opens a file, lets somebody work on it, and answers when that is on the disk. */
export async function flushed(
  file: string,
  flags: 'w' | 'r+',
  work: (handle: FileHandle) => Promise<void> = async () => {},
): Promise<void> {
  const handle = await open(file, flags, 0o600)
  try {
    await work(handle)
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** The names in a folder are on the disk when this answers. Windows, and some sticks, have no such thing: there it does nothing. */
export async function flushFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch((fault: unknown) => {
    if (isNoSuchThing(fault)) return null
    throw fault
  })
  try {
    await handle?.sync()
  } catch (fault) {
    if (!isNoSuchThing(fault)) throw fault
  } finally {
    await handle?.close()
  }
}

const isNoSuchThing = (fault: unknown): boolean =>
  ['EINVAL', 'ENOTSUP', 'EISDIR'].includes(codeOf(fault)) ||
  (process.platform === 'win32' && ['EPERM', 'EACCES'].includes(codeOf(fault)))
