import { readFileSync, statSync } from 'node:fs'

/**
 * What is wrong with a write-ahead log. SQLite reads it up to the first frame that does not fit and takes the rest for
 * the torn end of a write that nobody was answered; it never says whether it was one.
 */
type WalDamage =
  /** What follows was answered: the next transaction begins only when this one is on the disk. */
  | 'log'
  /** The last transaction does not fit: torn and never answered, or damaged afterwards. */
  | 'log-end'

const HEADER = 32
const FRAME_HEADER = 24
const MAGIC_LITTLE = 0x377f0682
const MAGIC_BIG = 0x377f0683

/** Looks at the log as it lies on the disk, before anybody opens it. */
export function walDamageOf(file: string): WalDamage | null {
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0
  return size <= HEADER ? null : damageIn(readFileSync(file))
}

function damageIn(wal: Buffer): WalDamage | null {
  const magic = wal.readUInt32BE(0)
  const isLittle = magic === MAGIC_LITTLE
  const pageSize = wal.readUInt32BE(8)
  let sum = checksum(wal.subarray(0, 24), isLittle, { a: 0, b: 0 })
  const isSound = (isLittle || magic === MAGIC_BIG) && isSumAt(wal, 24, sum)
  // Without its head nothing of it is read at all.
  if (!isSound) return 'log'
  const size = FRAME_HEADER + pageSize
  const isOurs = (at: number) => wal.compare(wal, 16, 24, at + 8, at + 16) === 0
  const commits = (at: number) => wal.readUInt32BE(at + 4) !== 0
  for (let at = HEADER; at + size <= wal.length; at += size) {
    const next = checksum(wal.subarray(at, at + 8), isLittle, sum)
    sum = checksum(wal.subarray(at + FRAME_HEADER, at + size), isLittle, next)
    if (isOurs(at) && isSumAt(wal, at + 16, sum)) continue
    const left: number[] = []
    for (let other = at; other + size <= wal.length; other += size) if (isOurs(other)) left.push(other)
    // Frames of an earlier round of the log are no part of it.
    if (left.length === 0) return null
    const end = left.findIndex(commits)
    return end >= 0 && end < left.length - 1 ? 'log' : 'log-end'
  }
  return null
}

interface Sum {
  readonly a: number
  readonly b: number
}

const isSumAt = (wal: Buffer, at: number, { a, b }: Sum): boolean =>
  wal.readUInt32BE(at) === a && wal.readUInt32BE(at + 4) === b

/** The checksum of the format: https://sqlite.org/fileformat2.html#checksum_algorithm */
function checksum(bytes: Buffer, isLittle: boolean, { a, b }: Sum): Sum {
  let [first, second] = [a, b]
  for (let at = 0; at < bytes.length; at += 8) {
    first = (first + (isLittle ? bytes.readUInt32LE(at) : bytes.readUInt32BE(at)) + second) >>> 0
    second = (second + (isLittle ? bytes.readUInt32LE(at + 4) : bytes.readUInt32BE(at + 4)) + first) >>> 0
  }
  return { a: first, b: second }
}
