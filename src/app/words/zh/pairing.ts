/** @module Joining a hall with a code or a link. */
export const pairing = {
  title: '加入营业厅',
  intro: '在经理的平板上打开“平板”页，点“添加平板”，会得到 8 位配对码。第一台平板的配对码显示在服务器的窗口里。',
  code: '配对码',
  codeHint: '8 位字母和数字，例如 A7K2-9QXD。大小写和横线都可以不管。',
  name: '这台平板叫什么',
  nameHint: '例如“前台一”。不填就用经理起的名字。',
  pair: '加入',
  found: '链接里带有配对码，确认后加入。',
  codeLength: '配对码是 8 位字母和数字，请检查。',
  refusals: {
    'code-wrong': () => '配对码不对，请核对后再输。',
    'code-expired': () => '配对码已用过或已过期，请经理再出一个。',
    'pairing-locked': ({ seconds }: { readonly seconds: number }) => `配对码多次不对。请等 ${seconds} 秒再试。`,
    'server-unreachable': () => '连不上门店服务器。请确认平板和服务器在同一网络，再试一次。',
    'wrong-address': () => '这不是营业厅的正式地址。请扫描二维码，或用服务器窗口里显示的地址打开。',
    'already-paired': () => '这台平板已经加入营业厅。',
    'storage-unavailable': () => '本机不能保存记录，配对码没有用掉。请用普通窗口打开或清理空间后再试。',
  },
}
