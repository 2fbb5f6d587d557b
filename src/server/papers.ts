/** Sealed papers, immutable, named by the SHA-256 of their bytes. */
export interface Papers {
  /** On disk when it answers. `tablet` brings it. */
  put(name: string, bytes: Uint8Array, tablet: string): Promise<'stored' | 'already-there' | 'shredded'>
  get(name: string): Promise<{ status: 'kept'; bytes: Uint8Array } | { status: 'unknown' | 'shredded' }>
  size(name: string): Promise<{ status: 'kept'; bytes: number } | { status: 'unknown' | 'shredded' }>
  /** Which papers lie on the disk, sound or not. */
  names(): Promise<readonly string[]>
  /** Which papers events name and nobody has destroyed. */
  wanted(): Promise<readonly string[]>
  /** Deletes the bytes now and refuses them later. */
  shred(name: string): Promise<void>
  /** Whether an event names it. */
  isNamed(name: string): Promise<boolean>
  /** How many bytes a tablet has brought that no event has named. */
  unnamedBytes(tablet: string): Promise<number>
  /** Papers that no event has named, who brought each, and in how many hours it could have been named. */
  unnamed(): Promise<readonly { readonly name: string; readonly tablet: string; readonly hours: number }[]>
  /** One more hour has passed for these. */
  age(names: readonly string[]): Promise<void>
  /** Deletes the bytes of one that no event has named; it may come again. */
  sweep(name: string): Promise<void>
}
