import { describe, expect, it } from 'vitest'
import { ageOn, daysLeftInMonth, isDay, isMonthEnd, isTime, minutesBetween } from '#domain/catalogue/calendar.ts'
import { nameFault } from '#domain/catalogue/personName.ts'

describe('a day', () => {
  it.each(['2026-02-28', '2024-02-29', '2000-02-29', '1900-01-01', '2026-12-31'])('%s exists', (day) =>
    expect(isDay(day)).toBe(true),
  )
  it.each(['2026-02-29', '1900-02-29', '2026-04-31', '2026-13-01', '2026-00-10', '1899-12-31', '2026-1-1', ''])(
    '%s does not exist',
    (day) => expect(isDay(day)).toBe(false),
  )

  it('tells an age, which grows on the birthday', () => {
    expect(ageOn('2026-11-26', '2010-11-26')).toBe(16)
    expect(ageOn('2026-11-25', '2010-11-26')).toBe(15)
    expect(ageOn('2026-02-28', '2008-02-29')).toBe(17)
    expect(ageOn('2026-03-01', '2008-02-29')).toBe(18)
  })

  it('knows how near the end of the month is', () => {
    expect(['2026-11-30', '2026-11-28', '2024-02-27'].map(daysLeftInMonth)).toEqual([0, 2, 2])
    expect(['2026-11-27', '2026-11-28', '2026-12-01'].map(isMonthEnd)).toEqual([false, true, false])
  })
})

describe('a time of day', () => {
  it('is written with two digits each', () => {
    expect(['09:40', '23:59', '9:40', '24:00', '12:60'].map(isTime)).toEqual([true, true, false, false, false])
  })
  it('counts minutes over midnight', () => {
    expect(minutesBetween('09:40', '10:40')).toBe(60)
    expect(minutesBetween('23:50', '00:10')).toBe(20)
  })
})

describe('a name', () => {
  it.each(['王芳', '阿卜杜拉·买买提', '𬭛𫟼', 'Mary Ann O’Neil-Smith', 'Nguyễn Văn A', '\ue863某'])(
    'is taken as the document has it: %s',
    (name) => expect(nameFault(name)).toBeNull(),
  )
  it('is looked at again when it holds what names do not', () => expect(nameFault('王芳1')).toBe('name-unusual'))
  it('counts characters, not halves of them', () => {
    expect(nameFault('𬭛'.repeat(50))).toBeNull()
    expect(nameFault('王'.repeat(51))).toBe('name-too-long')
  })
})
