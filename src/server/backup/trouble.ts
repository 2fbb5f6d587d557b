import { codeOf } from '../faultCode.ts'

/** Why there is no new backup: `missing`: no such folder, as when a stick is not plugged in; `unread`: it reads other bytes than were written. */
export type WhyNoBackup = 'missing' | 'full' | 'read-only' | 'unread' | 'failed'

/** A backup that could not be made, in a sentence that says what to do. Those before it are untouched. */
export class BackupTrouble extends Error {
  override name = 'BackupTrouble'
  readonly why: WhyNoBackup
  constructor(why: WhyNoBackup, folder: string, cause?: unknown) {
    super(SENTENCES[why](folder, cause instanceof Error ? cause.message : ''), { cause })
    this.why = why
  }

  /** What went wrong in a folder for backups. */
  static of(fault: unknown, folder: string): BackupTrouble {
    if (fault instanceof BackupTrouble) return fault
    const code = codeOf(fault)
    return new BackupTrouble(BY_CODE[code] ?? 'failed', folder, fault)
  }
}

const BY_CODE: Readonly<Record<string, WhyNoBackup>> = {
  ENOENT: 'missing',
  ENODEV: 'missing',
  ENXIO: 'missing',
  ENOSPC: 'full',
  EDQUOT: 'full',
  SQLITE_FULL: 'full',
  EROFS: 'read-only',
  EACCES: 'read-only',
  EPERM: 'read-only',
}

const SENTENCES: Readonly<Record<WhyNoBackup, (folder: string, what: string) => string>> = {
  missing: (folder) =>
    `备份的文件夹 ${folder} 不在。请插好 U 盘，或建好这个文件夹。/ The folder for backups ${folder} is not there. Plug the stick in, or make the folder.`,
  full: (folder) =>
    `${folder} 里放不下备份了。请腾出地方，或换大的 U 盘。/ There is no room for a backup in ${folder}. Make room there, or use a larger stick.`,
  'read-only': (folder) =>
    `${folder} 里不让写。请打开 U 盘的写保护，或改文件夹的权限。/ Nothing can be written in the folder for backups ${folder}. Let the hall server write there.`,
  unread: (folder) =>
    `写进 ${folder} 的读不回来。请换一个 U 盘或硬盘。/ What was written to ${folder} cannot be read back as it was. Use another stick or disk.`,
  failed: (folder, what) => `没能备份到 ${folder}（${what}）。/ No backup could be made in ${folder} (${what}).`,
}

/** The folder for backups is not there. */
export const missing = (folder: string): BackupTrouble => new BackupTrouble('missing', folder)
