import { plainCode } from '#domain/tablets/pairingLink.ts'

/** A pairing code as it is read aloud and typed: `A7K29QXD` → `A7K2-9QXD`. */
export const typedCode = (code: string): string => {
  const plain = plainCode(code)
  return plain.length > 4 ? `${plain.slice(0, 4)}-${plain.slice(4)}` : plain
}
