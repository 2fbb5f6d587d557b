import * as v from 'valibot'
import { kind, MANAGER, type Place } from '../kind.ts'
import { Id } from '../shapes.ts'

const Base64 = (most: number) => v.pipe(v.string(), v.maxLength(most), v.regex(/^[A-Za-z0-9+/]+=*$/))
/** Places that may hold the hall key. What shows to the public has none. */
const keyPlaces: readonly Place[] = ['reception', 'counter', 'backoffice', 'manager']

const ofKeys = { subject: Id, keeps: 'lasting' } as const

/** What can happen to the hall key. No event ever holds it in the open. */
export const keyKinds = {
  /**
   * A new version of the hall key, because somebody or some tablet left. Its subject is the key id. `sealed` holds it for
   * each tablet that stays; `earlier` holds the older versions, sealed with the new one. Whoever made it had the key
   * `before` it: `mac` is made with that, over everything else. The first key has none before it.
   */
  HallKeyTurned: kind({
    body: v.object({
      before: v.nullable(Id),
      sealed: v.record(Id, Base64(600)),
      earlier: Base64(20_000),
      mac: v.nullable(v.pipe(v.string(), v.regex(/^[\w-]{43}$/))),
    }),
    ...ofKeys,
    writers: keyPlaces,
    readers: keyPlaces,
    needs: MANAGER,
  }),
}
