/** @module The book of plans: what everybody can read at any time, and what a hall prepares. Loaded with its first page. */

import type { Share } from '#domain/readiness/purposes.ts'
import { coverage } from './coverage.ts'

export const plans = {
  coverage,
  title: '预案与演练',
  close: '收起',
  pages: {
    backups: '备用与转移',
    library: '预案库',
    general: '总则',
    procedures: '办理流程',
    organisation: '组织和在岗',
    floor: '疏散图',
    cards: '发布和卡片',
    drills: '演练',
    records: '记录',
    improvements: '改进项',
    coverage: '落实情况',
  },
  version: ({ version }: { readonly version: number }) => `第 ${version} 版`,
  chooseHint: '选一个预案，看它什么时候启动、谁做什么、怎么解除。',
  levels: '分级',
  styles: {
    loud: '响铃、全屏提醒',
    normal: '全屏提醒，不响铃',
    silent: '静默：只有一条细线，不出声、不亮全屏',
    'radio-silent': '不响铃，并停用无线',
  },
  generalTitle: ({ version }: { readonly version: number }) => `总则 · 第 ${version} 版`,
  facts: (f: Readonly<Record<'published' | 'of' | 'incidents' | 'drills', number>>) =>
    `已发布预案 ${f.published}/${f.of}；事件 ${f.incidents || '无数据'}；演练 ${f.drills || '无数据'}。`,
  purposes: {
    quick: ({ done, of }: Share) => `警报后 60 秒内看到的平板：${of} 台次中 ${done} 台次。`,
    served: ({ done, of }: Share) => `中断时登记的业务：${of} 件中 ${done} 件已有结果。`,
    practised: ({ count }: { readonly count: number }) => `一年内完成的演练：${count} 次。`,
    told: ({ done, of }: Share) => `已有结果的客户：${of} 位中 ${done} 位已通知到。`,
    recorded: ({ done, of }: Share) => `结束的事件和演练：${of} 次中 ${done} 次已评估。`,
    /** Which figure it is of which nothing is known. */
    unknown: {
      quick: '警报后 60 秒内看到的平板：无数据。',
      served: '中断时登记的业务：无数据。',
      practised: '一年内完成的演练：无数据。',
      told: '已有结果的客户：无数据。',
      recorded: '结束的事件和演练：无数据。',
    },
  },
  notPublished: '没有发布',
  published: ({ version, day, by }: Readonly<Record<'day' | 'by', string> & { version: number }>) =>
    `第 ${version} 版，${day} ${by}发布`,
  otherVersion: ({ here, published }: Readonly<Record<'here' | 'published', number>>) =>
    `本机第 ${here} 版，已发布的是第 ${published} 版`,
  publish: ({ version }: { readonly version: number }) => `发布第 ${version} 版`,
  phonesTitle: ({ hall }: { readonly hall: string }) => `${hall} · 地址和电话`,
  wayOutTitle: ({ hall }: { readonly hall: string }) => `${hall} · 疏散路线`,
  printPages: '打印整套预案（A4）',
  printPockets: '打印各组口袋卡（A6）',
}
