/** A poster as far as its pieces have come: '' where one has not. */
export interface Poster {
  readonly type: string
  readonly pieces: readonly string[]
}

/** Pictures that walls show, by id, the oldest first. */
export interface PostersPart {
  readonly posters: ReadonlyMap<string, Poster>
}

/** A poster as an address for a picture; null: it has not come whole. */
export const addressOf = (poster: Poster | undefined): string | null =>
  poster?.pieces.every((piece) => piece !== '') ? `data:${poster.type};base64,${poster.pieces.join('')}` : null
