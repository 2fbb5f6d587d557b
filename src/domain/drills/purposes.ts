/** To what end a drill is held: 检验预案, 完善准备, 锻炼队伍, 磨合机制, 科普宣教 (1.1.49). */
export const PURPOSES = ['test-plan', 'improve', 'train', 'coordinate', 'inform'] as const
export type Purpose = (typeof PURPOSES)[number]
