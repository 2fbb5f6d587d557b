/** An act that can be taken back for some seconds, and how. */
export interface Undoable {
  /** A new one for each act, so that its time starts anew. */
  readonly key: string
  readonly message: string
  readonly undo: () => Promise<unknown>
}
