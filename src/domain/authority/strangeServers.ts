import type { Authority } from './authority.ts'

/** The keys of machines that serve the hall and that nobody has let in, as after a backup was put back on another one: SPKI in base64. */
export function strangeServers({ openings, root, tablets }: Authority): readonly string[] {
  if (root === null) return []
  const known = new Set([...tablets.values()].flatMap(({ key, place }) => (place === 'server' ? [key] : [])))
  const keys = [...openings.values()].flatMap(({ key, tablet }) =>
    tablet === 'server' && !known.has(key) ? [key] : [],
  )
  return [...new Set(keys)]
}
