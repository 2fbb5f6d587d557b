/**
 * @module server/kit
 * The hall kit: what a spare machine needs to serve the same hall under the same name when the one before it is gone. It holds
 * the authority that tablets trust and where they look for their server; nothing of a tablet, nothing of a person and nothing
 * of the store. Who sees what: the stick, the paper and every tablet that passes the kit on see which hall it is of, when and
 * by which release it was made. What is in it sees whoever has the recovery sheet. With both one can pose as
 * the hall's server in its network, and with the sheet alone name a manager: so they lie in two places.
 */
import { join } from 'node:path'
import * as v from 'valibot'
import { choiceOf, putChoice } from '../lan/chosen.ts'
import { type Authority, authorityOf, putAuthority } from '../lan/keptAuthority.ts'
import { release } from '../release.ts'
import { writeWhole } from '../writeWhole.ts'
import { putAwaited } from './awaited.ts'
import { openKit, type SealedKit, sealKit } from './sealing.ts'

/** What is in a kit. */
export interface HallKit {
  /** Where tablets look for their server: `https://192.168.1.5:7316`. */
  readonly origin: string
  /** The name or address in links and the one on the network; null: it served its own machine alone, or stood behind a proxy. */
  readonly lan: { readonly name: string | null; readonly called: string } | null
  /** What tablets trust; null: somebody else has made the certificate. */
  readonly authority: Authority | null
  /** The highest lane that was given. */
  readonly lane: number
}

const Held = v.pipe(
  v.string(),
  v.parseJson(),
  v.object({
    origin: v.pipe(v.string(), v.url(), v.maxLength(300)),
    lan: v.nullable(
      v.object({
        name: v.nullable(v.pipe(v.string(), v.maxLength(253))),
        called: v.pipe(v.string(), v.maxLength(253), v.endsWith('.local')),
      }),
    ),
    authority: v.nullable(v.object({ certificate: v.string(), key: v.string() })),
    lane: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
  }),
)

/** Makes the kit of a founded hall from what lies beside its store now: a text of at most 3 KiB. `now` in ms since 1970. */
export function makeKit(
  data: string,
  of: {
    readonly hall: string
    readonly root: string
    readonly origin: string
    readonly lane: number
    readonly now: number
  },
): string {
  const { hall, root, origin, lane, now } = of
  const choice = choiceOf(data)
  const held: HallKit = {
    origin,
    lan: choice?.lan ? { name: choice.name, called: choice.called } : null,
    authority: authorityOf(data),
    lane,
  }
  return sealKit({ v: 1, hall, root, made: new Date(now).toISOString(), release }, JSON.stringify(held))
}

/** What is in a kit, for whoever has the root key (32 bytes); null: it was changed on the way, or is another hall's. */
export function heldInKit(kit: SealedKit, rootKey: Uint8Array): HallKit | null {
  const text = openKit(kit, rootKey)
  const held = text === null ? null : v.safeParse(Held, text)
  return held?.success ? held.output : null
}

/** Puts a kit into the folder of a store that is still to be: the next start takes up the hall. Last of all it is said which. */
export function putKit(data: string, { hall, root }: SealedKit, { authority, lan, lane }: HallKit): void {
  if (authority) putAuthority(data, authority)
  if (lan) putChoice(data, { lan: true, ...lan })
  putAwaited(data, { hall, root, lane })
}

/** Writes the kit into a folder, as `h_1a2b3c.kit`, and says so. Throws a sentence where there is none or none can be written. */
export function writeKit(
  folder: string,
  { hall, kit }: { readonly hall: string; readonly kit: string | null },
): readonly string[] {
  if (kit === null) throw new Error('营业厅还没有建好，没有换机包。/ The hall is not founded yet: there is no kit.')
  const file = join(folder, `${hall}.kit`)
  writeWhole(file, kit)
  return [
    `换机包写好了：${file}。它只能用恢复单打开；和恢复单分开放。`,
    `The hall kit is written: ${file}. Only the recovery sheet opens it; keep the two apart.`,
  ]
}
