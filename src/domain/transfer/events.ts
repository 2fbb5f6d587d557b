import * as v from 'valibot'
import { kind, PLACES, type Writer } from '../kind.ts'
import { Id, ShownText } from '../shapes.ts'

/** What a hall can go on with: spare tablet, SIM router, UPS, spare printer, another operator's phone, neighbour hall, temporary place. */
export const BACKUPS = ['tablet', 'router', 'ups', 'printer', 'phone', 'neighbour', 'place'] as const
/** What is handed over when business moves: cash, receipt book, tablets, keys, the queue, cases that are open. */
export const HANDED_OVER = ['cash', 'receipts', 'tablets', 'keys', 'queue', 'cases'] as const

const Name = v.pipe(ShownText, v.minLength(1), v.maxLength(40))
const writers: readonly Writer[] = PLACES.filter((place) => place !== 'wall')

/** The register of backup equipment and places (业务转移, 1.1.32(2)). The subject is the backup: `b_…`. */
export const backupKinds = {
  /** Listed, or written anew. `phone`: of whoever keeps it, a business telephone. */
  BackupListed: kind(
    v.object({
      backup: v.picklist(BACKUPS),
      name: Name,
      where: ShownText,
      keeper: v.pipe(ShownText, v.maxLength(20)),
      phone: v.pipe(v.string(), v.maxLength(30), v.regex(/^[\d+() -]*$/)),
    }),
    ['manager', 'backoffice'],
  ),
  BackupDropped: kind(v.object({}), ['manager', 'backoffice']),
  /** Tried whether it would work now. */
  BackupTested: kind(v.object({ passed: v.boolean(), note: ShownText }), writers),
}

/** Business moves to a backup in an incident or a drill, whose id is the subject. */
export const transferKinds = {
  TransferBegan: kind(v.object({ backup: Id }), writers),
  ItemHandedOver: kind(v.object({ item: v.picklist(HANDED_OVER) }), writers),
  ItemTakenBack: kind(v.object({ item: v.picklist(HANDED_OVER) }), writers),
  /** One trial number was issued and served there. */
  TransferTried: kind(v.object({ passed: v.boolean() }), writers),
  /** Business goes on there from now on. */
  BusinessResumed: kind(v.object({}), writers),
}
