/** How many digits a PIN has. */
export const PIN_LENGTH = 6

/** Why a new PIN is not taken: too short, the same digit throughout, or digits in a row. Null when it is fine. */
export function faultOfPin(pin: string): 'pinLength' | 'pinTooEasy' | null {
  if (!/^\d{6}$/.test(pin)) return 'pinLength'
  const steps = new Set([...pin].slice(1).map((digit, at) => Number(digit) - Number(pin[at])))
  const [step] = steps
  return steps.size === 1 && (step === 0 || step === 1 || step === -1) ? 'pinTooEasy' : null
}
