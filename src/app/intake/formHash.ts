import { bytesToHex } from '@noble/hashes/utils.js'
import type { ServiceForm } from '#domain/catalogue/form.ts'

/**
 * SHA-256 of all that a form says, as hex: the same on every tablet, in whatever order its parts were written down. A case
 * keeps it beside the version, so that a form that was changed without a new version is noticed (queue-study 57).
 */
export const hashOfForm = async (form: ServiceForm): Promise<string> =>
  bytesToHex(
    new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(JSON.stringify(inOrder(form))))),
  )

/** The same with every object's keys in order. */
function inOrder(part: unknown): unknown {
  if (Array.isArray(part)) return part.map(inOrder)
  if (typeof part !== 'object' || part === null) return part
  return Object.fromEntries(
    Object.entries(part)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, value]) => [key, inOrder(value)]),
  )
}
