/** @module What each step of a service means, and a hall’s own wording of it. Fetched with whoever shows it. */
export const procedures = {
  chooseHint: '选一项业务，看每一步怎么做。',
  ofPlan: '步骤是预案定的。',
  ours: '预案没有写这项业务的步骤，步骤是本系统定的。',
  steps: '步骤',
  wordings: '没有标“本厅预案原文”的，整句是本系统的写法。',
  ownWording: '本厅预案原文',
  intro:
    '每一步下面是本系统的写法。本厅预案写得不一样的，把原文填进来，受理页和预案里就照原文显示；清空就恢复本系统的写法。',
  saved: '已保存。受理页和预案里已换成新的写法。',
  flow: '哪一类、哪项业务',
  ownOf: ({ service }: { readonly service: string }) => `只用于：${service}`,
}
