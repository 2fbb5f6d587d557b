import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openHeadStartFiles } from '#server/headStartFiles.ts'
import { until } from '#support/until.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'head-starts-'))
})
afterEach(() => rm(folder, { recursive: true }))

/** A head start in two pages; `asked`: how often it was written. */
function pages(said: string) {
  const told = { asked: 0, text }
  async function* text() {
    told.asked += 1
    yield Buffer.from(said.slice(0, 3))
    yield Buffer.from(said.slice(3))
  }
  return told
}

describe('six tablets that are new at the same time', () => {
  it('read one file that was written once, each from where it stands', async () => {
    const files = await openHeadStartFiles(folder)
    const today = pages('today')
    const ready = await Promise.all(Array.from({ length: 6 }, () => files.open('reception', 't', today.text)))
    expect(await Promise.all(ready.map((each, i) => text(each.read(i % 2)))).then((all) => new Set(all))).toEqual(
      new Set(['today', 'oday']),
    )
    expect(today.asked).toBe(1)
    expect(await readdir(folder)).toHaveLength(1)
  })

  it('end what they began to read although the day has gone on meanwhile', async () => {
    const files = await openHeadStartFiles(folder)
    const slow = await files.open('reception', 't', pages('today').text)
    const next = await files.open('reception', 't2', pages('later').text)
    next.leave()
    expect(await text(slow.read(0))).toBe('today')
    await until(async () => (await readdir(folder)).length === 1)
  })
})

describe('what lies ready for new tablets', () => {
  it('goes when nobody reads it, and when the server starts anew', async () => {
    await writeFile(join(folder, '1.ndjson'), 'of yesterday')
    const files = await openHeadStartFiles(folder)
    expect(await readdir(folder)).toEqual([])
    const ready = await files.open('counter', 't', pages('today').text)
    files.tidy()
    expect(await readdir(folder)).toHaveLength(1)
    ready.leave()
    files.tidy()
    await until(async () => (await readdir(folder)).length === 0)
  })

  it('is written anew when the disk had no room for it', async () => {
    const files = await openHeadStartFiles(folder)
    async function* full(): AsyncGenerator<Buffer> {
      yield Buffer.from('to')
      throw new Error('no room')
    }
    await expect(files.open('wall', 't', full)).rejects.toThrow('no room')
    await until(async () => (await readdir(folder)).length === 0)
    const ready = await files.open('wall', 't', pages('today').text)
    expect(await text(ready.read(0))).toBe('today')
  })
})
