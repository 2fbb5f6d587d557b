/** The run is not what follows the cursor, or is not readable: nothing of it was stored. */
export class BadRun extends Error {}

/** The code under which a line with other bytes than ours is stored. */
export const OTHER_BYTES = 'other-bytes'
