/** Names of people, kept exactly as the document has them: with a dot, with rare characters, in any script. */

/** What is wrong with, or doubtful about, a name. */
export type NameFault = 'name-too-long' | 'name-unusual'

/** Letters of any script and characters that only some fonts have, the dots and marks that names are written with. */
const USUAL = /^[\p{L}\p{M}\p{Co}\u00b7\u2022\u2027\u30fb.'\u2019\s-]+$/u
const MOST = 50

/** What is wrong with a name; `name-unusual` is a reason to look again, never to refuse. */
export function nameFault(name: string): NameFault | null {
  if ([...name].length > MOST) return 'name-too-long'
  return USUAL.test(name) ? null : 'name-unusual'
}
