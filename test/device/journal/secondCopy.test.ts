import { describe, expect, it } from 'vitest'
import { type Copied, type CopiedLine, openSecondCopy, readSecondCopy } from '#device/journal/secondCopy.ts'
import { memoryDisk } from '#support/memoryDisk.ts'

const HALL = 'h_1'
const mark = (row: number) => ({ row, own: { j_1: row }, redacted: 0 })
const line = (n: number): CopiedLine => ({ journal: 'j_1', line: `{"n":${n}}` })
const only = (...lines: readonly CopiedLine[]): Copied => ({ lines, heads: [] })
async function* parts(...lines: readonly CopiedLine[]) {
  yield only(...lines)
}
const linesOn = async (disk: ReturnType<typeof memoryDisk>) =>
  (await readSecondCopy(disk, HALL)).lines.map((each) => each.line)

describe('the second copy', () => {
  it('has what it began with and what was added, also after a restart', async () => {
    const disk = memoryDisk()
    const copy = await openSecondCopy(disk, HALL)
    expect(copy.mark).toBe(null)
    await copy.replace(parts(line(1), line(2)), mark(2))
    const again = await openSecondCopy(disk, HALL)
    expect(again.mark).toEqual(mark(2))
    await again.add(only(line(3)), mark(3))
    expect(await linesOn(disk)).toEqual(['{"n":1}', '{"n":2}', '{"n":3}'])
    expect((await openSecondCopy(disk, HALL)).mark).toEqual(mark(3))
  })

  it('keeps the old one until the new one is whole', async () => {
    const disk = memoryDisk()
    const copy = await openSecondCopy(disk, HALL)
    await copy.replace(parts(line(1)), mark(1))
    disk.fill(5)
    await expect(copy.replace(parts(line(2)), mark(2))).rejects.toThrow()
    expect(await linesOn(disk)).toEqual(['{"n":1}'])
    disk.empty()
    const again = await openSecondCopy(disk, HALL)
    await again.replace(parts(line(2)), mark(2))
    expect(await linesOn(disk)).toEqual(['{"n":2}'])
    expect(disk.files.size).toBe(1)
  })

  it('is begun anew behind a torn end, and read up to it', async () => {
    const disk = memoryDisk()
    const copy = await openSecondCopy(disk, HALL)
    await copy.replace(parts(line(1)), mark(1))
    disk.fill(3)
    await expect(copy.add(only(line(2)), mark(2))).rejects.toThrow()
    disk.empty()
    expect(await linesOn(disk)).toEqual(['{"n":1}'])
    expect((await openSecondCopy(disk, HALL)).mark).toBe(null)
  })
})
