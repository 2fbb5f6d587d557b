/** @module Whose data may lie on a tablet that was lost. Loaded with the manager's list. */
export const cached = {
  title: '这台平板可能有谁的资料',
  about:
    '停用前经手的业务：密封副本可能还在这台平板上。更早办结的业务请查日志。后台和经理的平板打开看过而没有办的，不在单上。',
  none: '没有经手的业务。',
  unfinished: '可能有没填完的表',
  howManyUnfinished: ({ count }: { readonly count: number }) =>
    `其中 ${count} 笔还没有提交：填到一半的内容可能也在那台平板上。`,
  visitors: ({ count }: { readonly count: number }) =>
    `还有 ${count} 位客户在门口留的称呼或电话，加密的副本可能在这台平板上。`,
  sealed: ({ papers }: { readonly papers: number }) => `${papers} 份密封件`,
  holds: {
    name: '姓名',
    phone: '电话',
    'id-number': '证件号',
    address: '地址',
    image: '影像',
    sim: '卡号',
    money: '金额',
    signature: '签名',
    'free-text': '文字',
    choice: '选项',
  },
  receipt: '回执',
  what: '内容',
  look: '看号码和资料',
  close: '收起',
  noForm: '没有提交过：客户的号码只在那台平板上。',
  noPhone: '表里没有电话号码。',
  told: '已联系',
  tickedHere: '“已联系”只记在这台平板上，请用同一台平板逐个勾选。',
}
