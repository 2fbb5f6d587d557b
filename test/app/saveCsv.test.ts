import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { saveCsv } from '#app/saveCsv.ts'

const { createObjectURL } = URL
let saved: Blob[] = []
beforeEach(() => {
  saved = []
  URL.createObjectURL = (blob: Blob) => `blob:${saved.push(blob)}`
})
afterEach(() => {
  URL.createObjectURL = createObjectURL
})

describe('a table for a spreadsheet', () => {
  it('keeps commas, quotes and lines within their cell, and computes nothing that somebody typed', async () => {
    saveCsv('a.csv', [
      ['说明', '数'],
      ['他说"好", 走了', 2],
      ['=HYPERLINK("x")', -1],
    ])
    const bytes = new Uint8Array(await saved[0]!.arrayBuffer())
    expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
    expect(new TextDecoder().decode(bytes)).toBe('"说明","数"\r\n"他说""好"", 走了",2\r\n"\'=HYPERLINK(""x"")",-1')
  })
})
