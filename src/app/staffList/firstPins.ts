import { faultOfPin } from '../lock/faultOfPin.ts'

/**
 * So many first PINs, made by chance, none of them twice and none that a colleague would try first. `now`: ms since 1970.
 * `bytes` answers so many bytes of chance.
 */
export function firstPins(count: number, now: number, bytes: (count: number) => Uint8Array): string[] {
  const pins = new Set<string>()
  while (pins.size < count) {
    const [high = 0, middle = 0, low = 0] = bytes(3)
    const number = (high << 16) | (middle << 8) | low
    const pin = String(number % 1_000_000).padStart(6, '0')
    // Beyond the last whole million some PINs would come oftener.
    if (number < 16_000_000 && faultOfPin(pin, now) === null) pins.add(pin)
  }
  return [...pins]
}
