import { describe, expect, it } from 'vitest'
import { staff as staffEn } from '#app/words/en/staff.ts'
import { staff as staffZh } from '#app/words/zh/staff.ts'
import { ROLES } from '#domain/roles.ts'
import { addStaff, addStaffList } from '#domain/staff/commands.ts'
import { presentStaff } from '#domain/staff/queries.ts'
import { judgeRows, MOST_AT_ONCE, readStaffList, type WrittenRow } from '#domain/staff/staffList.ts'
import { emptyHall } from '#domain/whole.ts'
import { answer, asked, hallAfter, situation, when } from '#support/hallAfter.ts'

const present = presentStaff(hallAfter())
const nobody = new Set<number>()
const HEAD = ['工号', '称呼', '岗位', '电话']

function rowsOf(...table: readonly (readonly string[])[]): readonly WrittenRow[] {
  const read = readStaffList(table)
  if (typeof read === 'string') throw new Error(read)
  return read
}
const judged = (rows: readonly (readonly string[])[], out: ReadonlySet<number> = nobody) =>
  judgeRows(rowsOf(HEAD, ...rows), { present, out })
/** What is wrong with a single row. */
const faultsOf = (...row: readonly string[]) =>
  judged([row])[0]!.faults.map(({ code, about }) => [code, about].join(' '))

describe('a list of staff as people keep it', () => {
  it('is found below its title, whatever its columns are called and in whichever order they stand', () => {
    const people = [
      [
        ['城东厅员工名单（2026）'],
        [],
        ['序号', '岗位名称', '姓 名', '联系电话', '员工编号*'],
        ['1', '店长', '老陈', '13800138000', '１００１'],
      ],
      [
        ['Phone', 'Work No.', 'Full name', 'Position'],
        ['13800138000', '1001', '老陈', 'Store manager'],
      ],
      [
        ['工号（必填）', '姓名', '称呼', '职务', '手机号码'],
        ['1001', '陈建国', '老陈', '值班经理', '138\u202d0013 8000'],
      ],
    ].map((table) => judgeRows(rowsOf(...table), { present, out: nobody })[0])
    for (const person of people)
      expect(person).toMatchObject({ workNumber: '1001', callName: '老陈', roles: ['manager'], state: 'new' })
    expect(people.map((person) => person?.phone.replaceAll(' ', ''))).toEqual(Array(3).fill('13800138000'))
    expect(people.map((person) => person?.row)).toEqual([4, 2, 2])
  })

  it('says that it is none, and why', () => {
    expect(readStaffList([])).toBe('empty')
    expect(readStaffList([['', ' ']])).toBe('empty')
    expect(
      readStaffList([
        ['品名', '单价'],
        ['手机', '999'],
      ]),
    ).toBe('no-columns')
    expect(readStaffList([HEAD, ['', '', '', '']])).toBe('nobody')
    const many = Array.from({ length: MOST_AT_ONCE + 1 }, (_, at) => [String(at), `员工${at}`])
    expect(readStaffList([HEAD, ...many])).toBe('too-many')
    expect(readStaffList([HEAD, ...many.slice(1)])).toHaveLength(MOST_AT_ONCE)
  })

  it('knows the roles by what people call them and by their own names in both languages; without one it is the front', () => {
    const roles = (cell: string) => judged([['77', '小赵', cell]])[0]?.roles
    expect(roles('')).toEqual(['front'])
    expect(roles('台席、保安')).toEqual(['front', 'security'])
    expect(roles('店长 / 技术员')).toEqual(['manager', 'tech'])
    for (const role of ROLES)
      for (const name of [staffZh.roles[role], staffEn.roles[role]]) expect([name, roles(name)]).toEqual([name, [role]])
  })

  it('says of each row what is wrong with it', () => {
    expect(faultsOf('', '小赵')).toEqual(['number-missing '])
    expect(faultsOf('07-7', '小赵')).toEqual(['number-does-not-fit 07-7'])
    expect(faultsOf('0012', '小赵')).toEqual(['number-taken 王强'])
    expect(faultsOf('77', '')).toEqual(['name-missing '])
    expect(faultsOf('77', '一二三四五六七八九十一二三')).toEqual(['name-too-long 一二三四五六七八九十一二三'])
    expect(faultsOf('77', '小赵', '宇航员、前台')).toEqual(['role-unknown 宇航员'])
    expect(faultsOf('77', '小赵', '', '1.38E+10')).toEqual(['phone-does-not-fit 1.38E+10'])
    for (const phone of ['没有', '12', '13800138000/13900139000'])
      expect(faultsOf('77', '小赵', '', phone)).toEqual([`phone-does-not-fit ${phone}`])
    for (const phone of [
      '13800138000',
      '138 0013 8000',
      '0571－8888 1234',
      '(0571)88881234转801',
      '+86 138-0013-8000',
      '6101',
    ])
      expect(faultsOf('77', '小赵', '', phone)).toEqual([])
  })

  it('takes nobody twice: two rows of one number are both wrong until one is left out', () => {
    const rows = [
      ['77', '小赵'],
      ['77', '小钱'],
    ]
    expect(judged(rows).map(({ faults }) => faults)).toEqual([
      [{ code: 'number-twice', about: '3' }],
      [{ code: 'number-twice', about: '2' }],
    ])
    expect(judged(rows, new Set([3])).map(({ state }) => state)).toEqual(['new', 'out'])
  })

  it('leaves whoever works here already as they are, so that a longer list can be taken again', () => {
    expect(
      judged([
        ['0012', '王强'],
        ['77', '小赵'],
      ]).map(({ state }) => state),
    ).toEqual(['here', 'new'])
  })
})

describe('letting everybody of a list join', () => {
  const box = { salt: '0'.repeat(32), memory: 1024, passes: 1, under: '0'.repeat(16), sealed: 'UklGRg==' }
  const person = (at: number, phone = '') => ({
    staff: `s_new${at}`,
    workNumber: `77${at}`,
    callName: `员工${at}`,
    roles: ['front'] as const,
    key: `s_new${at}`.padEnd(87, 'A'),
    box,
    phone,
  })
  const byManager = situation('10:00', { on: 'manager', by: 's_li' })

  it('is one act: everybody with their key, and the telephones into the roster', () => {
    const people = [person(1, '13800138000'), person(2)]
    expect(asked(when(hallAfter(), addStaffList, { people }, byManager)).map((each) => each.split(' ')[0])).toEqual([
      ...['PersonAdmitted', 'PersonDescribed', 'KeyBoxed', 'StaffPlaced'],
      ...['PersonAdmitted', 'PersonDescribed', 'KeyBoxed'],
    ])
  })

  it('takes all or nobody', () => {
    const taken = { ...person(2), workNumber: '0012' }
    expect(answer(when(hallAfter(), addStaffList, { people: [person(1), taken] }, byManager))).toBe(
      'work-number-is-taken',
    )
    expect(answer(when(hallAfter(), addStaffList, { people: [person(1), person(1)] }, byManager))).toBe(
      'work-number-is-taken',
    )
  })

  it('is a manager’s, and a hall without one gets one by it', () => {
    const people = [person(1)]
    expect(answer(when(hallAfter(), addStaffList, { people }, situation('10:00')))).toBe('not-your-role')
    const founding = situation('08:00', { on: 'manager', by: null })
    expect(answer(when(emptyHall('h_new'), addStaffList, { people }, founding))).toBe('last-manager')
  })

  it('asks for the same of each as adding them by hand does', () => {
    const { phone: _, ...byHand } = person(1)
    const one = when(hallAfter(), addStaff, byHand, byManager)
    expect(asked(when(hallAfter(), addStaffList, { people: [person(1)] }, byManager))).toEqual(asked(one))
  })
})
