/** @module What people read when the app itself cannot go on: what happened, what is safe, what to do. */
export const problems = {
  screenBroke: '这个页面出了问题。',
  savedIsSafe: '已保存的记录都在本机，没有丢失。请重新打开；仍不行，请换一台平板并告诉技术支持。',
  openAgain: '重新打开',
  goOn: '先继续使用',
  detail: ({ detail }: { readonly detail: string }) => `给技术支持看：${detail}`,
}
