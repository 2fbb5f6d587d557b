import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import { codeOf } from '../faultCode.ts'
import type { ProblemCode } from '../problems.ts'

const inflate = promisify(gunzip)

/** Most bytes of one push, packed or not. */
export const MAX_PUSH_BYTES = 2 * 1024 * 1024

/** Unpacks a request's body. Inflating stops at the limit, so a small bomb stays small. */
export async function unpack(
  body: unknown,
  encoding: string | undefined,
): Promise<{ status: 'unpacked'; bytes: Uint8Array } | { status: 'refused'; code: ProblemCode }> {
  if (!Buffer.isBuffer(body)) return { status: 'refused', code: 'wrong-media-type' }
  if (encoding === undefined || encoding === 'identity') return { status: 'unpacked', bytes: body }
  if (encoding.toLowerCase() !== 'gzip') return { status: 'refused', code: 'wrong-encoding' }
  try {
    return { status: 'unpacked', bytes: await inflate(body, { maxOutputLength: MAX_PUSH_BYTES }) }
  } catch (fault) {
    const tooLarge = codeOf(fault) === 'ERR_BUFFER_TOO_LARGE'
    return { status: 'refused', code: tooLarge ? 'too-large' : 'bad-gzip' }
  }
}
