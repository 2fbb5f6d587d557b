/** Roles of the plan's organisation (1.1.5–1.1.10). One person may hold several. */
export const ROLES = ['manager', 'front', 'back-office', 'tech', 'security'] as const
export type Role = (typeof ROLES)[number]
