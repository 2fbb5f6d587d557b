import type * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { personalIn } from '#domain/personalText.ts'
import { kinds } from '#domain/whole.ts'

describe('words that are about to be saved', () => {
  it.each([
    ['客户电话 13800138000', '13800138000'],
    ['１３８ ００１３ ８０００ 要回电', '138 0013 8000'],
    ['138-0013-8000', '138-0013-8000'],
    ['身份证11010119900307123X。', '11010119900307123X'],
    ['卡号 6222 0212 3456 7890 123', '6222 0212 3456 7890 123'],
    ['010-62345678', '010-62345678'],
    ['护照 E12345678', 'E12345678'],
    ['回乡证H1234567890', 'H1234567890'],
  ])('%s looks like somebody’s number', (text, found) => {
    expect(personalIn(text)).toBe(found)
  })

  it.each([
    '3 号窗口旁',
    '2026-11-28 09:30 撤离',
    '现场 120 人，损失 35000 元',
    'A019、B021',
    '第 2 组 12345678',
    'n_13800138000abcde',
    'p_e12345678abcdef0',
    // With the mark of the tablet that made it.
    'n_13800138000abcde13900139000abcde',
    '',
  ])('%s does not', (text) => {
    expect(personalIn(text)).toBeNull()
  })
})

/** Fields that are not looked at, and why. */
const CHOSEN: Readonly<Record<string, string>> = {
  'HallFounded tablet': 'the name of a tablet, in lines of earlier versions',
  'Recovered tablet': 'the name of a tablet, in lines of earlier versions',
  'StockGiven name': 'taken from the price book',
  'TabletAdmitted name': 'the name of a tablet, in lines of earlier versions',
  'TabletDescribed name': 'the name of a tablet',
  'CounterStaffed shown': 'the number and call name of a colleague',
  'FloorPlanDrawn zones': 'names of rooms on the plan',
  'FloorPlanDrawn doors': 'made of ids',
  'FloorPlanDrawn exits': 'names of exits on the plan',
  'FloorPlanDrawn assembly': 'the name of a place on the plan',
  'WayBlocked name': 'taken from the plan',
  'WayFree name': 'taken from the plan',
  'ZoneSwept zone': 'taken from the settings',
  'DrillPlanned zones': 'taken from the settings',
  'IncidentDeclared within': 'zones and services that were planned, taken from the settings',
  'SweepTakenBack zone': 'taken from the settings',
  'ReportIssued number': 'made by the app',
  'StaffPlaced phone': 'a business telephone, asked for as such',
  'HallConfigured queues': 'names of queues',
  'HallConfigured services': 'names of services',
  'HallConfigured planVariables': 'places and telephones that plans speak of, asked for as such',
  'HallConfigured rules': 'a time zone',
  'DesksConfigured printers': 'names of printers, and where they stand in the network',
  'DesksConfigured channels': 'numbers and pages for everybody, asked for as such',
  'DesksConfigured procedures': 'the wording of the hall’s plan, asked for as such',
  'DesksConfigured planVariables': 'places and telephones that plans speak of, asked for as such',
}

interface Looked {
  readonly type: string
  readonly entries?: Readonly<Record<string, Looked>>
  readonly item?: Looked
  readonly items?: readonly Looked[]
  readonly value?: Looked
  readonly wrapped?: Looked
  readonly options?: readonly unknown[]
  readonly pipe?: readonly { readonly type: string }[]
}
const SHAPED = ['regex', 'iso_date', 'iso_timestamp']
/** Whether somebody can write what they like somewhere in it. */
function takesWords(schema: Looked): boolean {
  if (schema.type === 'string') return !(schema.pipe ?? []).some(({ type }) => SHAPED.includes(type))
  const options = (schema.options ?? []).filter((each): each is Looked => typeof each === 'object' && each !== null)
  const inside = [...Object.values(schema.entries ?? {}), ...(schema.items ?? []), ...options]
  return [...inside, schema.item, schema.value, schema.wrapped].some((each) => each !== undefined && takesWords(each))
}

describe('every kind of event', () => {
  const fields = [...kinds].flatMap(([name, { body, words }]) =>
    Object.entries((body as v.GenericSchema & Looked).entries ?? {})
      .filter(([, schema]) => takesWords(schema))
      .map(([field]) => ({ field: `${name} ${field}`, looked: words.includes(field) })),
  )

  it('says in which of its fields people write what they like', () => {
    const missing = fields.filter(({ field, looked }) => !looked && !Object.hasOwn(CHOSEN, field))
    expect(missing).toEqual([])
    expect(fields.filter(({ looked }) => looked).length).toBeGreaterThan(12)
  })

  it('has no exception that is none any more', () => {
    const left = Object.keys(CHOSEN).filter((each) => !fields.some(({ field, looked }) => field === each && !looked))
    expect(left.filter((each) => each !== 'FloorPlanDrawn doors')).toEqual([])
  })

  it('is looked at before it is saved where it may be taken out afterwards', () => {
    expect([...kinds].filter(([, { freeText, words }]) => freeText && words.length === 0)).toEqual([])
  })
})
