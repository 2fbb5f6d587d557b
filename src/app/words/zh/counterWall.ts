/** @module A counter's own screen. Loaded by walls that a manager has given to a counter. */
export const counterWall = {
  counter: ({ counter }: { readonly counter: string }) => `${counter} 号窗口`,
  comeHere: '请到本窗口',
  serving: '正在办理',
  free: '等候叫号',
  paused: ({ reason }: { readonly reason: string }) => (reason ? `暂停服务：${reason}` : '暂停服务'),
  serves: ({ who }: { readonly who: string }) => `工号 ${who}`,
  closed: '未开台',
  elsewhere: '请看大厅屏幕，到其他窗口办理。',
  does: ({ queues }: { readonly queues: string }) => `本窗口办理：${queues}`,
}
