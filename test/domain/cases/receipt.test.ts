import { describe, expect, it } from 'vitest'
import { isReceiptNumber, readReceipt, writeReceipt } from '#domain/cases/receipt.ts'

const parts = { code: '01', day: '2026-11-23', lane: 3, count: 7 }

describe('a receipt’s number', () => {
  it('says hall, day, lane and count, and ends in two check digits', () => {
    const number = writeReceipt(parts)
    expect(number).toMatch(/^01-261123-03-0007-\d\d$/)
    expect(isReceiptNumber(number)).toBe(true)
  })

  it('is refused with any one digit wrong or two neighbours swapped', () => {
    const number = writeReceipt(parts)
    for (let at = 0; at < number.length; at++) {
      if (number[at] === '-') continue
      const wrong = `${number.slice(0, at)}${(Number(number[at]) + 1) % 10}${number.slice(at + 1)}`
      expect(isReceiptNumber(wrong)).toBe(false)
      const next = number[at + 1]
      if (next === undefined || next === '-' || next === number[at]) continue
      expect(isReceiptNumber(number.slice(0, at) + next + number[at] + number.slice(at + 2))).toBe(false)
    }
  })

  it('may be typed without dashes, also with a lane beyond ninety-nine', () => {
    for (const lane of [3, 104]) {
      const number = writeReceipt({ ...parts, lane })
      expect(readReceipt(number.replaceAll('-', ' '))).toBe(number)
      expect(readReceipt(number.replaceAll('-', ''))).toBe(number)
    }
    expect(readReceipt('12345')).toBeNull()
  })
})
