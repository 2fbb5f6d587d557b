/** @module What stands on the wall, or is said there, in both languages at once. Loaded in both with whoever says it. */
export interface WallCall {
  /** The printed label, e.g. A018. */
  readonly label: string
  readonly counter: string
}

export const calls = {
  call: ({ label, counter }: WallCall) => `请 ${label} 号到 ${counter} 号窗口`,
  recent: '最近叫号',
  paperSentence: '系统维护中，请听现场工作人员呼叫',
  spoken: {
    call: ({ label, counter }: WallCall) => `请${label}号，到${counter}号窗口办理`,
    'priority-call': ({ label, counter }: WallCall) => `请优先${label}号，到${counter}号窗口办理`,
    'transfer-call': ({ label, counter }: WallCall) => `请${label}号，到${counter}号窗口继续办理`,
    correction: ({ label, counter }: WallCall) => `更正，请${label}号，到${counter}号窗口办理`,
    'front-desk-call': ({ label }: { readonly label: string }) => `请${label}号，到前台办理`,
    test: '测试',
    'paper-mode': '系统维护中，请听现场工作人员呼叫',
  },
}
