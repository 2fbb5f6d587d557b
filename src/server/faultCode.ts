/** What the system calls a fault: `ENOENT`, `SQLITE_BUSY`; empty: nothing. */
export const codeOf = (fault: unknown): string => (fault instanceof Error && 'code' in fault ? String(fault.code) : '')
