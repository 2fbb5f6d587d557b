import { fenOf } from '../catalogue/money.ts'
import { OFFER_KINDS, type Offer, type OfferKind } from '../catalogue/offer.ts'
import { type ColumnNames, plainName, readTable, type TableRow } from '../tables.ts'
import { asNumber } from '../typedText.ts'
import { LONGEST_OFFER, MOST_OFFERS, MOST_PRICE } from './events.ts'

/**
 * A list of prices as people keep it: a table with a row of names of columns and a price in each row below. Reading it →
 * judging each row, again whenever one is left out → all that is left is put into the book that is being edited, or nothing.
 */

type Column = 'name' | 'price' | 'kind' | 'gives' | 'from' | 'until' | 'rules' | 'months' | 'limits'

/** What a column is called, the best name first. */
const COLUMN_NAMES: ColumnNames<Column> = {
  name: [
    ...['名称', '套餐名称', '套餐', '流量包', '产品名称', '产品', '商品名称', '商品', '资费名称'],
    ...['name', 'plan', 'pack', 'product', 'article', 'item', 'offer'],
  ],
  price: [
    ...['价格', '价格元', '月费', '月租', '资费', '单价', '售价', '金额'],
    ...['price', 'fee', 'monthlyprice', 'monthlyfee', 'amount', 'yuan'],
  ],
  kind: ['类别', '种类', '类型', '分类', 'kind', 'type', 'category'],
  gives: [
    ...['内容', '包含', '包含内容', '权益', '说明', '描述', '备注'],
    ...['gives', 'includes', 'contents', 'content', 'description', 'what'],
  ],
  from: ['开始', '开始日期', '生效日期', '起', '从', '上架日期', 'from', 'start', 'startdate', 'validfrom'],
  until: [
    ...['截止', '截止日期', '到期', '到期日', '失效日期', '下架日期', '有效期', '有效期至', '止', '至'],
    ...['until', 'to', 'end', 'enddate', 'validuntil', 'expiry'],
  ],
  rules: ['规则版本', '活动规则', '规则', 'rules', 'rulesversion'],
  months: ['协议期', '合约期', '期限', 'months', 'term'],
  limits: ['限制', '限制条件', '条件', 'limits', 'limit', 'conditions'],
}

const KIND_NAMES: Readonly<Record<OfferKind, readonly string[]>> = {
  plan: ['套餐', '主套餐', '资费套餐', 'plan', 'plans', 'tariff'],
  pack: ['流量包', '加油包', '语音包', '包', 'pack', 'datapack', 'addon'],
  article: ['商品', '配件', '终端', '手机', '赠品', 'article', 'accessory', 'goods', 'device'],
  campaign: ['活动', '优惠活动', '促销', '营销活动', 'campaign', 'promotion', 'offer'],
}

/** One row of a list of prices, as it is written there. */
export type WrittenPrice = TableRow<Column>

/** Why there is no price to be read in a table. */
export type NoPrices = 'empty' | 'no-columns' | 'nobody' | 'too-many'

/** Why a row cannot be taken. */
export type PriceFault =
  | 'name-missing'
  | 'name-too-long'
  | 'name-twice'
  | 'price-missing'
  | 'price-wrong'
  | 'kind-unknown'
  | 'gives-too-long'
  | 'day-wrong'
  | 'ends-before'
  | 'terms-missing'
  | 'months-wrong'

/** A row as it is understood. */
export interface JudgedPrice extends Omit<Offer, 'id'> {
  readonly row: number
  /** Nothing in `out` rows. `about`: what stands there, or the row that says the same. */
  readonly faults: readonly { readonly code: PriceFault; readonly about: string }[]
  /** `new`: is added; `changes`: what the book has under this name is replaced; `out`: not wanted; `wrong`: cannot be taken. */
  readonly state: 'new' | 'changes' | 'out' | 'wrong'
}

/** Reads what stands in a table of text. */
export function readPriceList(table: readonly (readonly string[])[]): readonly WrittenPrice[] | NoPrices {
  const rows = readTable(table, { names: COLUMN_NAMES, needed: ['name', 'price'] })
  if (typeof rows === 'string') return rows
  return rows.length > MOST_OFFERS ? 'too-many' : rows
}

/** Says of each row whether it can be taken, beside the others and what the book has. `out`: rows that are not wanted. */
export function judgePrices(
  rows: readonly WrittenPrice[],
  { present, out }: { readonly present: readonly Pick<Offer, 'kind' | 'name'>[]; readonly out: ReadonlySet<number> },
): readonly JudgedPrice[] {
  const wanted = rows.filter(({ row }) => !out.has(row))
  return rows.map((written): JudgedPrice => {
    const { row, name, gives } = written
    const kind = kindIn(written.kind)
    const price = fenOf(asNumber(written.price).replace(/元$/, ''))
    const [from, until] = [dayIn(written.from), dayIn(written.until)]
    const months = asNumber(written.months).replace(/个?月$|months?$/i, '')
    const terms = { rules: written.rules, months: Number(months), limits: written.limits }
    const offer = {
      ...(kind === 'campaign' ? { terms } : {}),
      row,
      name,
      gives,
      kind: kind ?? 'plan',
      price: price ?? 0,
      from: from ?? null,
      until: until ?? null,
    }
    if (out.has(row)) return { ...offer, faults: [], state: 'out' }
    const isSame = (other: { readonly kind: OfferKind | null; readonly name: string }) =>
      other.name === name && other.kind === kind
    const twice = wanted.find((each) => each.row !== row && isSame({ kind: kindIn(each.kind), name: each.name }))
    const faults: { code: PriceFault; about: string }[] = []
    const found = (is: boolean, code: PriceFault, about = '') => is && faults.push({ code, about })
    found(name === '', 'name-missing')
    found([...name].length > LONGEST_OFFER, 'name-too-long', name)
    found(name !== '' && twice !== undefined, 'name-twice', String(twice?.row))
    if (written.price === '') found(true, 'price-missing')
    else found(price === null || price > MOST_PRICE, 'price-wrong', written.price)
    found(kind === null, 'kind-unknown', written.kind)
    found(gives.length > 80, 'gives-too-long', gives)
    found(from === undefined, 'day-wrong', written.from)
    found(until === undefined, 'day-wrong', written.until)
    found(Boolean(from && until && until < from), 'ends-before', written.until)
    if (kind === 'campaign') {
      found(written.rules === '' || written.limits === '', 'terms-missing')
      found(!/^\d{0,2}$/.test(months) || Number(months) > 60, 'months-wrong', written.months)
    }
    const state = faults.length > 0 ? 'wrong' : present.some(isSame) ? 'changes' : 'new'
    return { ...offer, faults, state }
  })
}

/** The book's rows after all that is to be taken was: same name and kind replaced where it stands, the rest at the end. */
export function withPrices(
  rows: readonly Offer[],
  judged: readonly JudgedPrice[],
  newId: () => string,
): readonly Offer[] {
  const taken = judged.filter(({ state }) => state === 'new' || state === 'changes')
  const offerOf = ({ kind, name, price, gives, from, until, terms }: JudgedPrice, id: string): Offer => ({
    ...{ id, kind, name, price },
    ...{ gives, from, until },
    ...(terms ? { terms } : {}),
  })
  const kept = rows.map((row) => {
    const over = taken.find(({ kind, name }) => kind === row.kind && name === row.name)
    return over ? offerOf(over, row.id) : row
  })
  const fresh = taken.filter(({ kind, name }) => !rows.some((row) => row.kind === kind && row.name === name))
  return [...kept, ...fresh.map((each) => offerOf(each, newId()))]
}

/** What a cell calls the kind; a list without one is of plans. Null: nobody knows it. */
function kindIn(cell: string): OfferKind | null {
  const named = plainName(cell)
  return named === '' ? 'plan' : (OFFER_KINDS.find((kind) => KIND_NAMES[kind].includes(named)) ?? null)
}

/** A day as people and Excel write it: `2026-12-31`, `2026/12/31`, `2026年12月31日`, `46387` (days since 1899-12-30). */
function dayIn(cell: string): string | null | undefined {
  const typed = asNumber(cell)
  if (typed === '' || typed === '长期') return null
  if (/^\d{5}$/.test(typed)) return new Date((Number(typed) - 25_569) * DAY_MS).toISOString().slice(0, 10)
  const [, year, month = '', day = ''] = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?( 00:00(:00)?)?$/.exec(typed) ?? []
  if (year === undefined) return undefined
  const written = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  const at = Date.parse(`${written}T00:00:00Z`)
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(written) ? written : undefined
}

const DAY_MS = 86_400_000
