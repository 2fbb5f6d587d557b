/** `npm run endure` says so: everything is done fully, however long it takes. */
export const enduring = process.env.STAYOPEN_ENDURE === '1'

/** How often something is done: a few times in the test command, `all` in `npm run endure`. */
export const rounds = (few: number, all: number): number => (enduring ? all : few)
