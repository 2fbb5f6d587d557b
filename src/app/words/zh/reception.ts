export const reception = {}
