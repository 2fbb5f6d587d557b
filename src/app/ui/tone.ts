/**
 * @module Parts that know no hall: they take labels and values and tell of presses. Only the everyday words (close,
 * undo, erase) they take from the words module themselves.
 */

/** What a colour says: blue acts, green is finished, amber wants a look, grey waits. */
export type Tone = 'act' | 'done' | 'look' | 'wait'
