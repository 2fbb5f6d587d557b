export const manager = {}
