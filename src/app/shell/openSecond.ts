/**
 * Opens a second screen of this tablet in a window: the same app, which the same tablet drives, and which needs nothing
 * but this tablet. `own`: the screen of the counter where it stands, instead of the hall's wall. False: the browser has not
 * let it open.
 */
export const openSecond = (own = false): boolean =>
  window.open(`/second${own ? OWN : ''}`, `stayopen-second${own ? '-own' : ''}`, 'popup') !== null

/** Behind the address of a second screen that is a counter's own. */
export const OWN = '#own'
