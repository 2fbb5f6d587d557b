/** @module Using the recovery sheet. */
export const recover = {
  title: '用恢复单',
  begin: '用恢复单',
  intro: '所有经理都登录不了、或前台、窗口、后台和经理的平板全没了时，用锁在保险柜里的恢复单重新指定经理。约需五分钟。',
  steps: { sheet: '第 1 步：输入恢复单', who: '第 2 步：谁来当经理', pin: '第 3 步：新密码', done: '恢复好了' },
  sheetHint: '照着恢复单输入四行，大小写、空格和横线都可以不管；或扫描单子上的二维码。',
  line: ({ number }: { readonly number: number }) => `第 ${number} 行`,
  lineWrong: {
    mistyped: ({ number }: { readonly number: number }) => `第 ${number} 行有错，请逐组核对。`,
    'of-another-hall': ({ number }: { readonly number: number }) =>
      `第 ${number} 行没有输错，但不是这个营业厅的恢复单。`,
  },
  scan: '扫描二维码',
  stopScan: '不扫了',
  taking: '正在核对，并取回名单…',
  whoHint: '这个人会得到新的密码和签名密钥，旧的马上作废。',
  who: '经理',
  somebodyNew: '名单里没有，新来的经理',
  workNumber: '工号',
  workNumberFault: '工号是 1–12 位数字或字母。',
  callName: '称呼',
  callNameFault: '请填一个称呼，最多 12 个字。',
  othersStay: '前台、窗口、后台和经理的其他平板都还在我们手里',
  othersStayHint:
    '勾上：新密码在那些平板上马上能用。有平板丢了或被偷了，而且还没有停用，就不要勾，之后重新添加还在的平板；已经停用的不算。',
  nobody: '请先选一个人。',
  naming: '正在签名…',
  tabletName: '恢复的平板',
  doneText: ({ name }: { readonly name: string }) => `${name} 现在是经理，已在这台平板登录。`,
  doneNext: [
    '把恢复单装回信封，签名封口，锁回保险柜：它以后还能用。',
    '在“平板”页停用已经不在的平板；厅密钥会随之更换，请重新打印密钥单。',
    '忘了密码的同事，请在“员工”页给他们设新密码。',
  ],
  doneLocked:
    '封存的客户资料在这台平板上还打不开：恢复单里没有厅密钥。请在“平板”页输入密钥单，或请能打开的同事先登录。',
  toWork: '开始工作',
  again: '再试一次',
  refusals: {
    'server-unreachable': '连不上门店服务器。这台平板还不在营业厅里，需要服务器才能加入。',
    'not-founded': '营业厅还没有建立，用不着恢复单。',
    'not-this-hall': '这不是这个营业厅的恢复单。',
    'wrong-address': '这不是营业厅的正式地址。请用恢复单上的地址，或服务器窗口里显示的地址打开。',
    behind: '没有取到名单：这台平板已被停用，或连接断了。请再试一次。',
    stopped: '已停下。',
  },
}
