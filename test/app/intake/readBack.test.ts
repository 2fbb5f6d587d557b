import { describe, expect, it } from 'vitest'
import { amountInWords, grouped } from '#app/intake/readBack.ts'
import { dayFrom, timeFrom } from '#app/intake/typedDay.ts'
import { everyKind } from '#support/intakeForm.ts'

const fieldOf = (id: string) => {
  const field = everyKind.fields.find((each) => each.id === id)
  if (!field) throw new Error(`the form has no ${id}`)
  return field
}

describe('reading back what was typed', () => {
  it('groups a mobile number as people say it, however it was typed', () => {
    const phone = fieldOf('phone')
    expect(grouped(phone, '13800138000')).toBe('138 0013 8000')
    expect(grouped(phone, '+86 138-0013 8000')).toBe('138 0013 8000')
    expect(grouped(phone, '1380013')).toBe('138 0013')
  })

  it('lets one digit too many stand out, and says nothing about too few', () => {
    expect(grouped(fieldOf('phone'), '138001380001')).toBe('138 0013 8000 1')
    expect(grouped(fieldOf('phone'), '13')).toBe('')
  })

  it('groups an identity number into region, birthday and serial number', () => {
    expect(grouped(fieldOf('idNumber'), '11010519491231002x')).toBe('110105 1949 1231 002X')
    expect(grouped(fieldOf('idNumber'), 'E12345678')).toBe('')
  })

  it('writes a sum out as a receipt does', () => {
    expect(['50', '100.05', '', '0', 'fifty'].map(amountInWords)).toEqual(['伍拾元整', '壹佰元零伍分', '', '', ''])
  })
})

describe('days and times typed in a hurry', () => {
  it.each(['20261126', '2026/11/26', '2026.11.26', '2026年11月26日', ' 2026-11-26 '])('%s is a day', (typed) => {
    expect(dayFrom(typed)).toBe('2026-11-26')
  })

  it('fills single digits up and leaves alone what is no day', () => {
    expect([dayFrom('2026-1-6'), dayFrom('26-11'), dayFrom('')]).toEqual(['2026-01-06', '26-11', ''])
  })

  it('reads a time with or without its colon', () => {
    expect(['9:40', '940', '0940', '9:40', 'noon'].map(timeFrom)).toEqual(['09:40', '09:40', '09:40', '09:40', 'noon'])
  })
})
