/** @module The book of plans: what everybody can read at any time, and what a hall prepares. Loaded with its first page. */
export const plans = {
  title: '预案与演练',
  emergency: '紧急',
  close: '收起',
  pages: { library: '预案库', floor: '疏散图', records: '记录' },
  version: ({ version }: { readonly version: number }) => `第 ${version} 版`,
  chooseHint: '选一个预案,看它什么时候启动、谁做什么、怎么解除。',
  levels: '分级',
  styles: {
    loud: '响铃、全屏提醒',
    normal: '全屏提醒,不响铃',
    silent: '静默:只有一条细线,不出声、不亮全屏',
    'radio-silent': '不响铃,并停用无线',
  },
}
