import JSZip from 'jszip'
import { describe, expect, it } from 'vitest'
import { faultOfPin } from '#app/lock/faultOfPin.ts'
import { decodeText } from '#app/staffList/decodeText.ts'
import { firstPins } from '#app/staffList/firstPins.ts'
import { readCsv } from '#app/staffList/readCsv.ts'
import { readListFile } from '#app/staffList/readListFile.ts'
import { readXlsx } from '#app/staffList/readXlsx.ts'
import { readXml } from '#app/staffList/readXml.ts'
import { realChance } from '#support/realChance.ts'

/** 工号,称呼 ⏎ 1001,老陈 as Excel and WPS save CSV here. */
const GB = [
  ...[0xb9, 0xa4, 0xba, 0xc5, 0x2c, 0xb3, 0xc6, 0xba, 0xf4, 0x0d, 0x0a],
  ...[0x31, 0x30, 0x30, 0x31, 0x2c, 0xc0, 0xcf, 0xb3, 0xc2, 0x0d, 0x0a],
]
const TEXT = '工号,称呼\r\n1001,老陈\r\n'
const utf16 = (text: string) => [
  0xff,
  0xfe,
  ...[...text].flatMap((sign) => [sign.charCodeAt(0) & 255, sign.charCodeAt(0) >> 8]),
]
const bytes = (of: readonly number[]) => new Uint8Array(of)
const fileOf = (content: Uint8Array | string) => new File([content as BlobPart], 'list')

describe('the text of a list', () => {
  it('is the same from UTF-8 with and without its mark, from GB18030 and from UTF-16', () => {
    const utf8 = [...new TextEncoder().encode(TEXT)]
    for (const saved of [utf8, [0xef, 0xbb, 0xbf, ...utf8], GB, utf16(TEXT)])
      expect(decodeText(bytes(saved))).toBe(TEXT)
  })

  it('is none in a picture', () => {
    expect(decodeText(bytes([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 13]))).toBeNull()
  })
})

describe('a list with separators', () => {
  it.each([',', ';', '\t', '，', '；'])('is read with %j between its cells', (sign) => {
    expect(readCsv(`工号${sign}称呼\n1001${sign}老陈\n`)).toEqual([
      ['工号', '称呼'],
      ['1001', '老陈'],
    ])
  })

  it('may have separators, quotes and new lines within quotes', () => {
    expect(readCsv('称呼;岗位\r\n"老""陈";"前台;\n后台"\r\n')).toEqual([
      ['称呼', '岗位'],
      ['老"陈', '前台;\n后台'],
    ])
  })

  it('ends with its last cell, whether a new line follows or not', () => {
    expect(readCsv('1001,老陈')).toEqual([['1001', '老陈']])
    expect(readCsv('1001,')).toEqual([['1001', '']])
    expect(readCsv('')).toEqual([])
  })
})

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const LINKS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

/** A workbook of two sheets, the first of them not the list, as programs save it. `prefix`: of its names. */
function workbook(prefix = ''): JSZip {
  const p = prefix === '' ? '' : `${prefix}:`
  const root = `xmlns${prefix === '' ? '' : `:${prefix}`}="${MAIN}"`
  const zip = new JSZip()
  zip.file(
    'xl/workbook.xml',
    `<?xml version="1.0" encoding="UTF-8"?><${p}workbook ${root} xmlns:r="${LINKS}"><${p}sheets><${p}sheet name="说明" sheetId="1" r:id="rId7"/><${p}sheet name="名单" sheetId="2" r:id="rId3"/></${p}sheets></${p}workbook>`,
  )
  zip.file(
    'xl/_rels/workbook.xml.rels',
    `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId3" Target="/xl/worksheets/list.xml"/><Relationship Id="rId7" Target="worksheets/sheet1.xml"/></Relationships>`,
  )
  zip.file(
    'xl/sharedStrings.xml',
    `<${p}sst ${root}><${p}si><${p}t>工号</${p}t></${p}si><${p}si><${p}t>姓名</${p}t></${p}si><${p}si><${p}r><${p}t>小</${p}t></${p}r><${p}r><${p}t>赵</${p}t></${p}r><${p}rPh><${p}t>zhao</${p}t></${p}rPh></${p}si></${p}sst>`,
  )
  zip.file('xl/worksheets/sheet1.xml', `<${p}worksheet ${root}><${p}sheetData/></${p}worksheet>`)
  zip.file(
    'xl/worksheets/list.xml',
    `<${p}worksheet ${root}><${p}sheetData>
      <${p}row r="2"><${p}c r="A2" t="s"><${p}v>0</${p}v></${p}c><${p}c r="B2" t="s"><${p}v>1</${p}v></${p}c><${p}c r="D2" t="inlineStr"><${p}is><${p}t>手机 &amp; 电话</${p}t></${p}is></${p}c></${p}row>
      <${p}row r="3"><${p}c r="A3"><${p}v>1001</${p}v></${p}c><${p}c r="B3" t="s"><${p}v>2</${p}v></${p}c><${p}c r="D3"><${p}v>1.3800138E10</${p}v></${p}c></${p}row>
      <${p}row r="4"><${p}c r="A4" t="str"><${p}f>A3+1</${p}f><${p}v>1002</${p}v></${p}c><${p}c r="B4" t="e"><${p}v>#N/A</${p}v></${p}c></${p}row>
    </${p}sheetData></${p}worksheet>`,
  )
  return zip
}
const saved = async (zip: JSZip, compression: 'STORE' | 'DEFLATE' = 'DEFLATE') =>
  new File([(await zip.generateAsync({ type: 'uint8array', compression })) as BlobPart], '名单.xlsx')

describe('the XML of a workbook', () => {
  it('may have comments, signs written as words and numbers, text taken as it stands, and brackets in quotes', () => {
    const read = readXml(
      `<?xml version="1.0"?><!-- <si> --><a:sst x:count='1'><si note="a > b"/><t>&lt;小&#38;&#x8D75;&gt;<![CDATA[<b>]]></t></a:sst>`,
    )
    expect(read?.name).toBe('sst')
    expect(read?.attributes.get('count')).toBe('1')
    expect(read?.children.map(({ name, text }) => [name, text])).toEqual([
      ['si', ''],
      ['t', '<小&赵><b>'],
    ])
    expect(read?.children[0]?.attributes.get('note')).toBe('a > b')
  })

  it('is none when it does not close as it opens', () => {
    for (const text of ['', 'list', '<a>', '<a><b></a></b>', '</a>', '<a/><b/>']) expect(readXml(text)).toBeNull()
  })
})

describe('a workbook', () => {
  it.each(['', 'x'])('gives each sheet as a table of what its cells hold (names with prefix %j)', async (prefix) => {
    expect(await readXlsx(await saved(workbook(prefix)))).toEqual([
      [],
      [[], ['工号', '姓名', '', '手机 & 电话'], ['1001', '小赵', '', '13800138000'], ['1002', '']],
    ])
  })

  it('may be packed or not', async () => {
    expect(await readXlsx(await saved(workbook(), 'STORE'))).toHaveLength(2)
  })

  it('is none when it is another archive, or damaged', async () => {
    const other = new JSZip()
    other.file('word/document.xml', '<a/>')
    expect(await readXlsx(await saved(other))).toBeNull()
    const whole = new Uint8Array(await (await saved(workbook())).arrayBuffer())
    for (const length of [0, 21, 300, whole.length - 40])
      expect(await readXlsx(fileOf(whole.slice(0, length)))).toBeNull()
    const damaged = whole.map((byte, at) => (at > 40 && at < 400 ? byte ^ 0x5a : byte))
    expect(await readXlsx(fileOf(damaged))).toBeNull()
  })

  it('unpacks to no more than a list can have', async () => {
    const bomb = workbook()
    bomb.file('xl/worksheets/list.xml', `<worksheet xmlns="${MAIN}">${' '.repeat(5 * 1024 * 1024)}</worksheet>`)
    expect(await readXlsx(await saved(bomb, 'STORE'))).toEqual([[]])
  })
})

describe('a file that somebody chooses', () => {
  it('is what its bytes say, whatever it is called, and of its sheets the one that is a list', async () => {
    expect(await readListFile(fileOf(bytes(GB)))).toMatchObject([{ row: 2, workNumber: '1001', callName: '老陈' }])
    expect(await readListFile(await saved(workbook()))).toMatchObject([
      { row: 3, workNumber: '1001', callName: '小赵' },
      { row: 4, workNumber: '1002', callName: '' },
    ])
  })

  it('says why it is none', async () => {
    expect(await readListFile(fileOf(''))).toBe('empty')
    expect(await readListFile(fileOf('a,b\n1,2\n'))).toBe('no-columns')
    expect(await readListFile(fileOf(bytes([0xd0, 0xcf, 0x11, 0xe0, 0xa1])))).toBe('old-excel')
    expect(await readListFile(fileOf(bytes([0x50, 0x4b, 3, 4, 0, 0])))).toBe('not-a-table')
    expect(await readListFile(fileOf(bytes([0x89, 0x50, 0x4e, 0x47, 0, 0])))).toBe('not-a-table')
    expect(await readListFile(fileOf(new Uint8Array(5 * 1024 * 1024 + 1)))).toBe('too-big')
  })
})

describe('first PINs', () => {
  const now = Date.parse('2026-11-23T01:00:00.000Z')

  it('are everybody’s own, and none that a colleague would try', () => {
    const pins = firstPins(50, now, realChance.bytes)
    expect(new Set(pins).size).toBe(50)
    expect(pins.filter((pin) => faultOfPin(pin, now) !== null)).toEqual([])
  })

  it('come equally often: what lies beyond the last whole million is thrown again', () => {
    // 16,777,215 would be 777215, which then came oftener than 877215; 123456 is counted.
    const thrown = [
      [0xff, 0xff, 0xff],
      [0x01, 0xe2, 0x40],
      [0x05, 0x5e, 0x20],
    ]
    expect(firstPins(1, now, () => bytes(thrown.shift() ?? []))).toEqual(['351776'])
  })
})
