import { asCode } from '../typedText.ts'

/**
 * The link a tablet opens or scans: `https://hall.example/pair#code=A7K29QXD`. What stands behind # no browser sends to a
 * server; whoever shows a link makes it, so that nobody else says what it looks like.
 */
export const pairingLink = (origin: string, code: string): string => `${origin}/pair#code=${plainCode(code)}`

/** The code in what somebody typed or pasted: the code, or the whole link with it. */
export const codeIn = (text: string): string => plainCode(/#code=(.*)$/i.exec(text)?.[1] ?? text)

/** Characters of a pairing code that count: case, dash and blanks do not. */
export const plainCode = (code: string): string => asCode(code).replace(/[^0-9A-Z]/g, '')
