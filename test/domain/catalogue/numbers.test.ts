import { describe, expect, it } from 'vitest'
import { iccidFault, imeiFault } from '#domain/catalogue/deviceNumbers.ts'
import { finding } from '#domain/catalogue/findings.ts'
import { identityFault } from '#domain/catalogue/identity.ts'
import { birthIn, idNumberFault } from '#domain/catalogue/idNumber.ts'
import { isLandline, isMobile, maskedPhone, tidyPhone } from '#domain/catalogue/phones.ts'
import { usccFault } from '#domain/catalogue/uscc.ts'

const TODAY = '2026-11-26'
const fault = (number: string) => idNumberFault(number, TODAY)

describe('the 18-digit identity number', () => {
  const good = ['11010519491231002X', '440524188001010014', '320100201202293050']

  it.each(['11010519491231002X', '320100201202293050'])('takes %s', (number) => expect(fault(number)).toBeNull())

  it('doubts a birthday before 1900 and does not refuse it', () => {
    expect(fault('440524188001010014')).toBe('id-born-early')
    expect(finding('idNumber', 'id-born-early').level).toBe('warning')
    expect(fault('440524188001010015')).toBe('id-checksum')
  })

  it.each(good)('refuses %s with any one digit changed', (number) => {
    for (let at = 0; at < 17; at++) {
      const changed = `${number.slice(0, at)}${(Number(number[at]) + 1) % 10}${number.slice(at + 1)}`
      expect(fault(changed)).not.toBeNull()
      if (fault(changed) === 'id-born-early') throw new Error(changed)
    }
  })

  it.each([
    ['110101199002301236', 'id-date'],
    ['110101199002290012', 'id-date'],
    ['110105194912310021', 'id-checksum'],
    ['1101051949123100', 'id-length'],
    ['11010519491231002', 'id-length'],
    ['11010519491231002A', 'id-characters'],
    ['990105194912310023', 'id-region'],
    ['110105202711270029', 'id-date'],
  ] as const)('says what is wrong with %s: %s', (number, code) => expect(fault(number)).toBe(code))

  it('tells the birthday, which nobody types', () => {
    expect(birthIn('11010519491231002X')).toBe('1949-12-31')
    expect(birthIn('320100201202293050')).toBe('2012-02-29')
    expect(birthIn('110101199002301236')).toBeNull()
    expect(birthIn('EA1234567')).toBeNull()
  })
})

describe('the number of a document', () => {
  it.each([
    ['resident-id', '11010519491231002X', null],
    ['household-register', '320100201202293050', null],
    ['hkmt-residence', '810000199001011230', null],
    ['hkmt-residence', '11010519491231002X', 'id-region'],
    ['resident-id', '810000199001011230', 'id-region'],
    ['foreign-permanent', 'USA110000000001', null],
    ['hk-macao-permit', 'H12345678', null],
    ['hk-macao-permit', 'M1234567801', null],
    ['hk-macao-permit', 'K12345678', 'permit-wrong'],
    ['taiwan-permit', '12345678', null],
    ['taiwan-permit', '1234567', 'permit-wrong'],
    ['passport', 'EA1234567', null],
    ['passport', 'E-1', 'passport-wrong'],
    ['military-id', '军字第20011234号', null],
    ['military-id', '', 'military-wrong'],
    ['unit-document', '91350100M000100Y43', null],
    ['from-a-newer-tablet', 'anything', null],
  ] as const)('%s %s: %s', (document, number, code) => expect(identityFault(document, number, TODAY)).toBe(code))
})

describe('the credit code of an organisation', () => {
  it('takes the standard’s own example and refuses it with any character changed', () => {
    const code = '91350100M000100Y43'
    expect(usccFault(code)).toBeNull()
    for (let at = 0; at < 18; at++) {
      const other = code[at] === '7' ? '8' : '7'
      expect(usccFault(`${code.slice(0, at)}${other}${code.slice(at + 1)}`)).not.toBeNull()
    }
  })

  it.each(['91350100I000100Y43', '91350100M000100Y4', '9135010OM000100Y43'])('refuses the shape of %s', (code) =>
    expect(usccFault(code)).toBe('uscc-wrong'),
  )
})

describe('a telephone number', () => {
  it.each(['13800138000', '19912345678', '16600000000', '14700000000', '17012345678'])(
    'takes %s, whoever the operator is',
    (number) => expect(isMobile(number)).toBe(true),
  )
  it.each(['12345678901', '1380013800', '138001380000', '23800138000', '1380013800O'])('refuses %s', (number) =>
    expect(isMobile(number)).toBe(false),
  )

  it('takes fixed lines with their area code', () => {
    expect(['010-12345678', '0571-8765432', '01012345678'].map(isLandline)).toEqual([true, true, true])
    expect(['12345678', '10-12345678', '010-123456'].map(isLandline)).toEqual([false, false, false])
  })

  it('is kept as it is dialled and shown without its middle', () => {
    expect(tidyPhone('+86 138-0013 8000')).toBe('13800138000')
    expect(tidyPhone('010-12345678')).toBe('010-12345678')
    expect(maskedPhone('13800138000')).toBe('138****8000')
    expect(maskedPhone('010-12345678')).toBe('****')
  })
})

describe('numbers of telephones and SIM cards', () => {
  it('checks an IMEI', () => {
    expect(imeiFault('490154203237518')).toBeNull()
    expect(imeiFault('490154203237519')).toBe('imei-checksum')
    expect(imeiFault('49015420323751')).toBe('imei-wrong')
  })

  it('doubts a SIM number whose check digit is off, and does not judge one with letters (Q58)', () => {
    expect(iccidFault('89860000000000000002')).toBe('iccid-checksum')
    expect(iccidFault('89860000000000000001')).toBeNull()
    expect(iccidFault('8986003456789012AB34')).toBeNull()
    expect(iccidFault('89850012345678901234')).toBe('iccid-wrong')
    expect(iccidFault('8986001234')).toBe('iccid-wrong')
  })
})
