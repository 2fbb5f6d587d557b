import * as v from 'valibot'
import { kind, PLACES } from '../kind.ts'
import { Count, Id, ShownText } from '../shapes.ts'

/** Public half of a tablet's ECDSA P-256 signing key, SPKI in base64. */
const PublicKey = v.pipe(v.string(), v.maxLength(200), v.regex(/^[A-Za-z0-9+/]+=*$/))

/** What can happen to tablets and journals. The subject is the tablet: `d_…`, or the journal. */
export const tabletKinds = {
  /** Line 1 of every journal. */
  JournalOpened: kind(v.object({ tablet: Id, key: PublicKey, lane: Count, continues: v.optional(Id) }), [
    ...PLACES,
    'server',
  ]),
  TabletPaired: kind(
    v.object({ name: v.pipe(ShownText, v.minLength(1)), place: v.picklist(PLACES), key: PublicKey, lane: Count }),
    ['server'],
  ),
  TabletRevoked: kind(v.object({}), ['manager']),
  /** Lines of a journal that nobody has any more, declared so that what lies behind them can come in. */
  JournalHole: kind(v.object({ from: Count, to: Count }), ['server', 'manager']),
  /** Every holder replaces the line by its hash and headers. */
  LineRedacted: kind(v.object({ n: Count }), ['manager']),
}
