import * as v from 'valibot'
import { kind } from '../kind.ts'
import { ROLES_BY_ACTION } from '../roles.ts'
import { BackupId, ShownText } from '../shapes.ts'

/** What a hall can go on with: spare tablet, SIM router, UPS, spare printer, another operator's phone, neighbour hall, temporary place. */
export const BACKUPS = ['tablet', 'router', 'ups', 'printer', 'phone', 'neighbour', 'place'] as const
const Name = v.pipe(ShownText, v.minLength(1), v.maxLength(40))

const ofBackups = { subject: BackupId, keeps: 'lasting' } as const

/** The register of backup equipment and places (业务转移, 1.1.32(2)). The subject is the backup: `b_…`. */
export const backupKinds = {
  /** Listed, or written anew. `phone`: of whoever keeps it, a business telephone. */
  BackupListed: kind({
    body: v.object({
      backup: v.picklist(BACKUPS),
      name: Name,
      where: ShownText,
      keeper: v.pipe(ShownText, v.maxLength(20)),
      phone: v.pipe(v.string(), v.maxLength(30), v.regex(/^[\d+() -]*$/)),
    }),
    ...ofBackups,
    freeText: true,
    words: ['name', 'where', 'keeper'],
    needs: ROLES_BY_ACTION['keep-backups'],
  }),
  BackupDropped: kind({
    body: v.object({}),
    ...ofBackups,
    needs: ROLES_BY_ACTION['keep-backups'],
  }),
  /** Tried whether it would work now. */
  BackupTested: kind({
    body: v.object({ passed: v.boolean(), note: ShownText }),
    ...ofBackups,
    freeText: true,
    words: ['note'],
  }),
}
