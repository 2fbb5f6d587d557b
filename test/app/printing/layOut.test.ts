import { describe, expect, it } from 'vitest'
import { blackDots } from '#app/printing/drawSlip.ts'
import { layOut, type Measure } from '#app/printing/layOut.ts'
import type { Look, SlipLine } from '#app/printing/slip.ts'

/** A Chinese sign is as wide as it is high, any other half of that. */
const measure: Measure = (text, { px }) => [...text].reduce((sum, sign) => sum + (sign > '\u2e7f' ? px : px / 2), 0)
const line = (text: string, look: Look = 'plain', more: object = {}): SlipLine => ({
  kind: 'text',
  text,
  look,
  ...more,
})
const rowsOf = (lines: readonly SlipLine[], dots = 384) =>
  layOut(lines, dots, measure).placed.flatMap((each) => (each.kind === 'text' ? [each.text] : []))

describe('a slip on paper of 58 mm', () => {
  it('breaks Chinese where the paper ends and other writing between words, and loses nothing', () => {
    const rule = '叫号后 30 秒没到算过号。过号了请到前台重新排队，排在 3 位之后；过号 3 次，号码作废。'
    const rows = rowsOf([line(rule)])
    expect(rows.length).toBeGreaterThan(2)
    expect(rows.join('').replaceAll(' ', '')).toBe(rule.replaceAll(' ', ''))
    expect(rowsOf([line('Please wait here until the number on this slip is called')])).toEqual([
      'Please wait here until the',
      'number on this slip is',
      'called',
    ])
  })

  it('keeps a range of minutes together', () => {
    for (let before = 0; before < 24; before++)
      expect(rowsOf([line(`${'x'.repeat(before)} 4–16 min`)]).some((row) => row.includes('4–16'))).toBe(true)
  })

  it('begins no row with what closes and ends none with what opens', () => {
    for (let before = 0; before < 24; before++) {
      const text = `${'字'.repeat(before)}加密保存；实名资料（见《须知》），请保管。`
      const rows = rowsOf([line(text)])
      expect(rows.join('')).toBe(text)
      for (const row of rows) expect([/^[；，。）》]/u.test(row), /[（《]$/u.test(row)]).toEqual([false, false])
    }
  })

  it('keeps every line on the paper, a word longer than the paper too', () => {
    const lines = [line('A2b-001', 'number'), line('x'.repeat(90)), line('重打 第 2 张', 'strong', { boxed: true })]
    const { placed, rows } = layOut(lines, 384, measure)
    for (const each of placed) {
      const width = each.kind === 'text' ? measure(each.text, each) : each.kind === 'box' ? each.width : each.side
      expect([each.x >= 0, each.x + width <= 384, each.y < rows]).toEqual([true, true, true])
    }
  })

  it('leaves room between what is framed and its frame, on each side', () => {
    const { placed } = layOut([line('离线取号', 'strong', { boxed: true }), line('取号时间')], 384, measure)
    const box = placed.find((each) => each.kind === 'box')
    const [framed, after] = placed.filter((each) => each.kind === 'text')
    if (!box || !framed || !after) throw new Error('something is missing')
    const room = [
      framed.x - box.x,
      framed.y - box.y,
      box.y + box.height - framed.y - framed.px,
      after.y - box.y - box.height,
    ]
    for (const dots of room) expect(dots).toBeGreaterThanOrEqual(8)
  })

  it('never breaks a number: one from an offline lane is set smaller', () => {
    const [short, long] = layOut([line('A001', 'number'), line('A2b-0012345', 'number')], 384, measure).placed
    expect([short, long]).toMatchObject([
      { text: 'A001', px: 136 },
      { text: 'A2b-0012345', px: 69 },
    ])
  })

  it('puts a code in the middle, with room below it for what follows', () => {
    const code: SlipLine = { kind: 'code', text: 'SO1/…', name: 'A001' }
    const [first, after] = layOut([code, line('请保管好本票')], 384, measure).placed
    expect(first).toMatchObject({ kind: 'code', x: 64, side: 256 })
    expect(after?.y).toBeGreaterThanOrEqual((first?.y ?? 0) + 256)
  })
})

it('a dot is black when it is darker than half, eight dots a byte from the left', () => {
  const rgba = new Uint8ClampedArray(16 * 4).fill(255)
  rgba.fill(0, 0, 3)
  rgba.fill(100, 7 * 4, 7 * 4 + 3)
  rgba.fill(200, 8 * 4, 8 * 4 + 3)
  expect([...blackDots(rgba)]).toEqual([0b1000_0001, 0])
})
