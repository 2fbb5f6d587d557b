import type { Papers } from '#device/sealed/papers.ts'
import type { SealedThings } from '#device/sealed/sealedThings.ts'
import type { Vault } from '#device/sealed/vault.ts'

const opens = (papers: object): papers is Pick<Papers, 'open'> => 'open' in papers
const unseals = (vault: object): vault is Pick<Vault, 'unseal'> => 'unseal' in vault

/** What lies on a tablet read past its one door, without a word about it in the log: tests may, and what ships can not. */
export function unnoted(sealed: SealedThings | null): Pick<Papers, 'open'> & Pick<Vault, 'unseal'> {
  if (!sealed || !opens(sealed.papers) || !unseals(sealed.vault)) throw new Error('nothing sealed is open here')
  const { papers, vault } = sealed
  return { open: (name, place) => papers.open(name, place), unseal: (about, bytes) => vault.unseal(about, bytes) }
}
