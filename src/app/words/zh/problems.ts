/** @module What people read when the app itself cannot go on: what happened, what is safe, what to do. */
export const problems = {
  screenBroke: '这个页面出了问题。',
  savedIsSafe: '已保存的记录都在本机,没有丢失。请重新打开;仍不行,请换一台平板并告诉技术支持。',
  openAgain: '重新打开',
  goOn: '先继续使用',
  detail: ({ detail }: { readonly detail: string }) => `给技术支持看:${detail}`,
  noStorage: '本机不能保存记录。',
  noStorageWayOn:
    '浏览器没有提供存储空间,可能是无痕模式或空间已满。请用普通窗口打开,或清理平板空间后再试。现在取号、叫号都不会被保存,所以没有打开。',
  noLock: '浏览器不让本页保存记录。',
  noLockWayOn:
    '本页要先向浏览器取得写入权，浏览器没有给，所以取号、叫号都不能保存。请更新浏览器，用普通窗口重新打开；仍不行就换一台平板。已保存的记录没有丢失，本页会一直再试。',
  anotherTab: '另一个标签页占用了本机存储,而且没有回应。',
  anotherTabWayOn: '请关闭其他打开本系统的标签页,然后再试一次。已保存的记录没有丢失。',
}
