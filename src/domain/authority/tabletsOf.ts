import type { Writer } from '../kind.ts'
import type { ListEvent } from './listed.ts'
import { meet, type Reach } from './reach.ts'

/** A tablet of the list. What it writes counts only as far as it reaches. */
export interface AdmittedTablet extends Reach {
  readonly id: string
  /** What a line from before `TabletDescribed` calls it. */
  readonly name?: string | undefined
  readonly place: Writer
  readonly key: string
  readonly sealKey: string | null
  readonly revoked: boolean
}

/** The tablets that events of the list let in or send away, of which all count, whoever knew of another behind it. */
export function tabletsOf(counting: readonly ListEvent[]): Map<string, AdmittedTablet> {
  const tablets = new Map<string, AdmittedTablet>()
  for (const event of counting) {
    if (event.kind === 'HallFounded') {
      const { server, tablet } = event.body
      tablets.set('server', serverWith(server))
      tablets.set(tablet.id, { ...tablet, place: 'manager', revoked: false, within: [] })
    } else if (event.kind === 'ServerAdmitted') {
      tablets.set(`server ${event.body.key}`, serverWith(event.body.key))
    } else if (event.kind === 'Recovered') {
      const { id, ...tablet } = event.body.tablet
      if (!tablets.has(id)) tablets.set(id, { id, ...tablet, revoked: false, within: [] })
    } else if (event.kind === 'TabletAdmitted') {
      const { name, place, key, sealKey } = event.body
      const before = tablets.get(event.subject)
      // A tablet is its key, and has its place for good: what it wrote there would count for nobody elsewhere. One that is to
      // stand elsewhere is let in as another.
      if (before && before.key !== key) continue
      tablets.set(event.subject, {
        id: event.subject,
        name: name ?? before?.name,
        place: before?.place ?? place,
        key,
        sealKey,
        revoked: before?.revoked ?? false,
        within: before?.within ?? [],
      })
    }
  }
  for (const event of counting) {
    if (event.kind !== 'TabletRevoked') continue
    const tablet = tablets.get(event.subject)
    if (tablet)
      tablets.set(tablet.id, { ...tablet, revoked: true, within: [tablet.within.reduce(meet, event.body.known)] })
  }
  return tablets
}

/** A machine that serves the hall: a tablet of its own place. */
const serverWith = (key: string): AdmittedTablet => ({
  id: 'server',
  name: '',
  place: 'server',
  key,
  sealKey: null,
  revoked: false,
  within: [],
})
