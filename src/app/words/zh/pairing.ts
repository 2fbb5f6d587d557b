export const pairing = {}
