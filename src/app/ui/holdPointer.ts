/**
 * What a finger does from here on is this element's, whatever moves under it. A finger that has gone already, or that the
 * browser does not know, ends with what it has done.
 */
export function holdPointer({ currentTarget, pointerId }: PointerEvent): void {
  if (!(currentTarget instanceof Element)) return
  try {
    currentTarget.setPointerCapture?.(pointerId)
  } catch {
    // It is gone.
  }
}
