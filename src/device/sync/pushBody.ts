import { compressText } from '#device/basics/compressing.ts'
import type { Line } from '#log/lines.ts'

/** What a push carries: lines as they lie on the disk, gzipped where that is worth it. */
export type PushBody = string | Uint8Array<ArrayBuffer>

/** Packs lines for a push; what is longer than `gzipAbove` characters is gzipped. */
export async function packLines(lines: readonly Line[], gzipAbove = 1_024): Promise<PushBody> {
  const text = `${lines.join('\n')}\n`
  return text.length > gzipAbove ? compressText(text, 'gzip') : text
}
