import { join } from 'node:path'
import { codeOf } from '../faultCode.ts'

/** A store that cannot be opened, in words that say which file it is and what whoever starts the server can do. */
export class StoreUnopened extends Error {
  override name = 'StoreUnopened'
}

/** Faults of the disk or of who may write there, not of what lies in the file. */
const OF_THE_DISK = /^(SQLITE_(READONLY|CANTOPEN|PERM|IOERR)|EACCES|EPERM|EROFS|ENOTDIR)/
const OF_THE_FILE = /^SQLITE_(CORRUPT|NOTADB|ERROR|CONSTRAINT|MISMATCH|FORMAT)/

/** What made a store in this folder unopenable, said as a way out; any other fault as it is. */
export function saidOf(fault: unknown, folder: string): unknown {
  const code = codeOf(fault)
  if (OF_THE_DISK.test(code))
    return new StoreUnopened(
      `文件夹 ${folder} 写不进去（${wordsOf(fault)}）。让服务器能在那里写，或者在 STAYOPEN_DATA 里换一个文件夹。/ The folder ${folder} cannot be written (${wordsOf(fault)}). Let the hall server write there, or name another folder in STAYOPEN_DATA.`,
    )
  return OF_THE_FILE.test(code) ? damaged(folder, wordsOf(fault)) : fault
}

/** What lies in the file is not what was stored, and without it nobody can go on. */
export function damaged(folder: string, what: string): StoreUnopened {
  const file = join(folder, 'hall.db')
  return new StoreUnopened(
    `${file} 坏了，打不开（${what}）。有备份：stayopen restore 备份文件夹，再启动。没有备份：收好 hall.db 和 hall.db-wal，换上它的一个副本，多旧都行，或者 stayopen kit open 换机包，再启动；平板会把它们有的补传回来。/ The store ${file} is damaged and cannot be opened (${what}). Where there is a backup: stayopen restore FOLDER, and start again. Where there is none, put hall.db and hall.db-wal away safely, put a copy of hall.db in their place, however old, or open the hall kit (stayopen kit open FILE), and start again: the tablets bring back what they hold.`,
  )
}

const wordsOf = (fault: unknown): string => (fault instanceof Error ? fault.message.split('\n')[0] : null) ?? ''

/** Whether a page that was to be read is not what was written. */
export const isOfBadPage = (fault: unknown): boolean => codeOf(fault).startsWith('SQLITE_CORRUPT')

/** What is read from pages that a disk may have changed; `otherwise` where they cannot be read. */
export function unlessDamaged<T>(read: () => T, otherwise: T | (() => T)): T {
  try {
    return read()
  } catch (fault) {
    if (!isOfBadPage(fault)) throw fault
    return otherwise instanceof Function ? otherwise() : otherwise
  }
}
