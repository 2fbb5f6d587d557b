/** What a customer said of themselves at the door, before it is sealed. */
export interface SaidAtDoor {
  readonly name: string
  readonly phone: string
}
