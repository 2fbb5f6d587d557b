// Put before a program that is to be wrong about the time: by so many ms as stand in the file STAYOPEN_AHEAD.
import { readFileSync } from 'node:fs'

const RealDate = Date
let ahead = 0
function look() {
  try {
    ahead = Number(readFileSync(process.env.STAYOPEN_AHEAD ?? '', 'utf8'))
  } catch {
    ahead = 0
  }
}
look()
setInterval(look, 100).unref()

globalThis.Date = class extends RealDate {
  constructor(...given) {
    super(...(given.length === 0 ? [RealDate.now() + ahead] : given))
  }
  static now() {
    return RealDate.now() + ahead
  }
}
