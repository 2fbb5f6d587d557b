/** How many digits a PIN has. */
export const PIN_LENGTH = 6
