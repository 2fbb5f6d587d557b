import * as v from 'valibot'
import { casePlaces, kind } from '../kind.ts'
import { ROLES_BY_ACTION } from '../roles.ts'
import { BackupId, Id, IncidentId, ShownText } from '../shapes.ts'

/** What a hall can go on with: spare tablet, SIM router, UPS, spare printer, another operator's phone, neighbour hall, temporary place. */
export const BACKUPS = ['tablet', 'router', 'ups', 'printer', 'phone', 'neighbour', 'place'] as const
/** What is handed over when business moves: cash, receipt book, tablets, keys, the queue, cases that are open. */
export const HANDED_OVER = ['cash', 'receipts', 'tablets', 'keys', 'queue', 'cases'] as const

const Name = v.pipe(ShownText, v.minLength(1), v.maxLength(40))

const ofBackups = { subject: BackupId, keeps: 'lasting', readers: casePlaces } as const

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
    writers: casePlaces,
    needs: ROLES_BY_ACTION['keep-backups'],
  }),
  BackupDropped: kind({
    body: v.object({}),
    ...ofBackups,
    writers: casePlaces,
    needs: ROLES_BY_ACTION['keep-backups'],
  }),
  /** Tried whether it would work now. */
  BackupTested: kind({
    body: v.object({ passed: v.boolean(), note: ShownText }),
    ...ofBackups,
    freeText: true,
    words: ['note'],
    writers: casePlaces,
  }),
}

const ofMoves = {
  subject: IncidentId,
  keeps: 'lasting',
  exercised: true,
  writers: casePlaces,
  readers: casePlaces,
} as const

/**
 * Business moves to a backup in an incident or a drill, whose id is the subject. Two kinds are stored under an older name
 * for it; tickets alone are transferred.
 */
export const moveKinds = {
  TransferBegan: kind({ body: v.object({ backup: Id }), ...ofMoves }),
  ItemHandedOver: kind({ body: v.object({ item: v.picklist(HANDED_OVER) }), ...ofMoves }),
  ItemTakenBack: kind({ body: v.object({ item: v.picklist(HANDED_OVER) }), ...ofMoves }),
  /** One trial number was issued and served there. */
  TransferTried: kind({ body: v.object({ passed: v.boolean() }), ...ofMoves }),
  /** Business goes on there from now on. */
  BusinessResumed: kind({ body: v.object({}), ...ofMoves }),
}
