/**
 * @module One thing, one name: what each thing is called on every Chinese screen, in plans, forms and voices, and the words that
 * are not used for it. `test/app/words/oneName.test.ts` holds it. Whoever writes a sentence looks here first.
 */
export interface OneName {
  /** What it is called. */
  readonly name: string
  readonly what: string
  /** What it is not called. */
  readonly not: readonly string[]
  /** Longer words in which those letters stand for something else. */
  readonly except?: readonly string[]
}

export const names: readonly OneName[] = [
  { name: '综合屏', what: 'the screen for everybody in the hall', not: ['大屏', '叫号屏'] },
  { name: '窗口', what: 'where a clerk serves; 3 号窗 with its number', not: ['台席', '柜台', '席位'] },
  { name: '关台', what: 'a counter stops for today', not: ['收台'] },
  { name: '前台', what: 'the place at the door, and nobody: people are 营业员', not: ['前台营业员', '前台接待'] },
  { name: '营业员', what: 'whoever serves customers: the role, and its group', not: ['柜员'] },
  {
    name: '经理',
    what: 'the role that may settle things in the hall; the posts of the organisation chart are 营业厅经理 and 值班经理',
    not: ['值班经理', '厅经理'],
    except: ['营业厅经理'],
  },
  { name: '密钥', what: 'what papers and signatures are made with; 钥匙 opens a door or a cabinet', not: ['钥匙'] },
  { name: '密码', what: 'the six digits of a person', not: ['PIN'] },
  { name: '日结', what: 'closing the day', not: ['关账'], except: ['相关账号'] },
  { name: '营业厅', what: 'the hall', not: ['门店'], except: ['门店服务器'] },
  { name: '门店服务器', what: 'the hall server', not: ['厅服务器', '营业厅服务器'] },
  { name: '号票', what: 'the slip with a number; 纸质号票 from a roll', not: ['小票', '号单'] },
  { name: '重新排队', what: 'a customer who missed the call is back in line', not: ['召回'] },
  {
    name: '终止业务',
    what: 'a case that will not be done; 完成 when it is, 先放下 when it goes on later, 挂起 while the customer is away',
    not: ['结束业务'],
  },
]

/** Where one of the other words is the right one all the same: in which file, and why. */
export const allowed: Readonly<Record<string, readonly string[]>> = {
  // The posts of the chart (plan-study §5.2).
  'src/app/words/zh/organisation.ts': ['值班经理'],
  // Keys of metal.
  'src/app/words/zh/continuity.ts': ['钥匙'],
  'src/content/plans/drillScripts.ts': ['钥匙'],
  // The room behind the counters, on the example of a floor plan.
  'src/content/plans/exampleFloor.ts': ['柜台'],
}
