import { ROLES, type Role } from '../roles.ts'
import { type ColumnNames, plainName, readTable } from '../tables.ts'
import { asNumber } from '../typedText.ts'
import type { StaffMember } from './staff.ts'

/**
 * A list of staff as people keep it: a table with a row of names of columns, in any order, and a person in each row below.
 * Reading it → judging each row, again whenever one is left out → asking for those who are new, all of them or nobody.
 */

/** So many people join at once, at most: the next change of the list names the last event of each of them (64 at most). */
export const MOST_AT_ONCE = 50
/** As many letters as a call name may have. */
const LONGEST_NAME = 12

type Column = 'workNumber' | 'callName' | 'roles' | 'phone'

/** What a column is called, the best name first: where a list has 姓名 and 称呼, the second is meant. */
const COLUMN_NAMES: ColumnNames<Column> = {
  workNumber: [
    ...['工号', '员工号', '员工工号', '员工编号', '人员编号', '职工号', '编号'],
    ...[
      'worknumber',
      'staffnumber',
      'employeenumber',
      'employeeid',
      'employeeno',
      'staffid',
      'staffno',
      'workno',
      'workid',
      'number',
      'id',
    ],
  ],
  callName: ['称呼', '叫法', '昵称', '姓名', '员工姓名', '名字', 'callname', 'nickname', 'name', 'fullname'],
  roles: ['岗位', '岗位名称', '角色', '职位', '职务', 'roles', 'role', 'position', 'post', 'jobtitle', 'job'],
  phone: [
    ...['电话', '手机', '手机号', '手机号码', '电话号码', '联系电话', '联系方式'],
    ...['telephone', 'phone', 'phonenumber', 'mobile', 'mobilephone', 'tel'],
  ],
}

/** What people call the roles, in either language. */
const ROLE_NAMES: Readonly<Record<Role, readonly string[]>> = {
  manager: [
    ...['值班经理', '经理', '厅经理', '营业厅经理', '店长', '店经理', '厅主任', '主任', '值班长'],
    ...['dutymanager', 'manager', 'storemanager', 'supervisor'],
  ],
  front: [
    ...['前台营业员', '营业员', '前台', '台席', '台席营业员', '窗口营业员', '迎宾', '引导员', '柜员', '综合柜员'],
    ...['frontdesk', 'front', 'clerk', 'teller', 'greeter', 'reception'],
  ],
  'back-office': ['后台支持', '后台', '后台支撑', '支撑', 'backoffice', 'back'],
  tech: [
    '技术支持',
    '技术',
    '技术员',
    '维护',
    '维修',
    '维修员',
    'technicalsupport',
    'technician',
    'tech',
    'itsupport',
    'it',
  ],
  security: ['安全保障', '安保', '保安', '安全员', '安全', 'security', 'securityguard', 'guard', 'safety'],
}

/** One row of a list, as it is written there. */
export interface WrittenRow {
  /** Which row of the file, from 1. */
  readonly row: number
  readonly workNumber: string
  readonly callName: string
  readonly roles: string
  readonly phone: string
}

/** Why there is nobody to be read in a table. */
export type NoList = 'empty' | 'no-columns' | 'nobody' | 'too-many'

/** Why a row cannot be taken. */
export type RowFault =
  | 'number-missing'
  | 'number-does-not-fit'
  | 'number-twice'
  | 'number-taken'
  | 'name-missing'
  | 'name-too-long'
  | 'role-unknown'
  | 'phone-does-not-fit'

/** Somebody who is to join the staff. */
export interface NewPerson {
  readonly workNumber: string
  readonly callName: string
  readonly roles: readonly Role[]
  /** Empty: none was given. */
  readonly phone: string
}

/** A row as it is understood. */
export interface JudgedRow extends NewPerson {
  readonly row: number
  /** Nothing in `out` and `here` rows. `about`: what stands there, or who has the number. */
  readonly faults: readonly { readonly code: RowFault; readonly about: string }[]
  /** `new`: joins; `here`: works here already; `out`: somebody does not want this row; `wrong`: cannot be taken. */
  readonly state: 'new' | 'here' | 'out' | 'wrong'
}

/** Reads who stands in a table of text. */
export function readStaffList(table: readonly (readonly string[])[]): readonly WrittenRow[] | NoList {
  const rows = readTable(table, { names: COLUMN_NAMES, needed: ['workNumber', 'callName'] })
  if (typeof rows === 'string') return rows
  if (rows.length > MOST_AT_ONCE) return 'too-many'
  return rows.map((row) => ({ ...row, workNumber: asNumber(row.workNumber), phone: asNumber(row.phone) }))
}

/**
 * Says of each row whether it can be taken, beside the others and those who work here. `out`: rows that somebody does not
 * want; what is wrong with two of them together is mended by leaving one out.
 */
export function judgeRows(
  rows: readonly WrittenRow[],
  { present, out }: { readonly present: readonly StaffMember[]; readonly out: ReadonlySet<number> },
): readonly JudgedRow[] {
  const wanted = rows.filter(({ row }) => !out.has(row))
  return rows.map((written): JudgedRow => {
    const { row, workNumber, callName, phone } = written
    const named = rolesIn(written.roles)
    const person = { row, workNumber, callName, phone, roles: named.roles }
    if (out.has(row)) return { ...person, faults: [], state: 'out' }
    const other = present.find((each) => each.workNumber === workNumber)
    if (other?.callName === callName) return { ...person, faults: [], state: 'here' }
    const twice = wanted.find((each) => each.row !== row && each.workNumber === workNumber)
    const faults: { code: RowFault; about: string }[] = []
    if (workNumber === '') faults.push({ code: 'number-missing', about: '' })
    else if (!/^[0-9A-Za-z]{1,12}$/.test(workNumber)) faults.push({ code: 'number-does-not-fit', about: workNumber })
    else if (other) faults.push({ code: 'number-taken', about: other.callName })
    else if (twice) faults.push({ code: 'number-twice', about: String(twice.row) })
    if (callName === '') faults.push({ code: 'name-missing', about: '' })
    else if (callName.length > LONGEST_NAME) faults.push({ code: 'name-too-long', about: callName })
    for (const about of named.unknown) faults.push({ code: 'role-unknown', about })
    if (phone !== '' && !isPhone(phone)) faults.push({ code: 'phone-does-not-fit', about: phone })
    return { ...person, faults, state: faults.length > 0 ? 'wrong' : 'new' }
  })
}

/** A telephone as people write it: `13800138000`, `0571-8888 1234 转 801`, `+86 138…`, an extension of the house. */
const isPhone = (text: string): boolean =>
  /^\+?[\d\s()-]+(\s*(转|分机|ext\.?|x|#)\s*\d{1,6})?$/i.test(text) &&
  text.length <= 30 &&
  /^\d{3,20}$/.test(text.replace(/\D/g, ''))

/** The roles that a cell names. Whoever has none is front: most are. */
function rolesIn(cell: string): { readonly roles: readonly Role[]; readonly unknown: readonly string[] } {
  const words = cell
    .normalize('NFKC')
    .split(/[、,;/|+&·]|和|兼/)
    .map((word) => word.trim())
    .filter(Boolean)
  const found = words.map((word) => ({ word, role: ROLES.find((role) => ROLE_NAMES[role].includes(plainName(word))) }))
  const roles = ROLES.filter((role) => found.some((each) => each.role === role))
  return {
    roles: words.length === 0 ? ['front'] : roles,
    unknown: found.flatMap(({ word, role }) => (role ? [] : [word])),
  }
}
