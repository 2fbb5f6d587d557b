/** Which version of a plan is in force, since when and by whom. */
export interface Published {
  readonly version: number
  readonly at: number
  readonly by: string | null
}

/** Plans in force, by id. */
export interface PublishingPart {
  readonly published: ReadonlyMap<string, Published>
}
