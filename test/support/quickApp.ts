import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { PIN_COST, type PinCost } from '#device/who/pinStretch.ts'
import { QUICK_COST } from './quickCost.ts'

const root = path.resolve(import.meta.dirname, '../..')
const minified = ({ memory, passes }: PinCost) => `{memory:${memory},passes:${passes}}`

/**
 * The built app with one constant changed: PINs and codes are stretched at a hundredth of the cost. Half a hundred tablets
 * that are let in one after the other would otherwise measure Argon2id. The app has no switch for it: its file is rewritten,
 * and the constant must stand in the build exactly once, as it is shipped.
 */
export function makeQuickApp(): { readonly folder: string; remove(): void } {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'stayopen-quick-'))
  cpSync(path.join(root, 'dist/app'), folder, { recursive: true })
  let said = 0
  for (const name of readdirSync(path.join(folder, 'assets')).filter((each) => each.endsWith('.js'))) {
    const file = path.join(folder, 'assets', name)
    const [before = '', ...after] = readFileSync(file, 'utf8').split(minified(PIN_COST))
    if (after.length === 0) continue
    said += after.length
    const text = [before, ...after].join(minified(QUICK_COST))
    writeFileSync(file, text)
    writeFileSync(`${file}.gz`, gzipSync(text))
  }
  if (said !== 1) throw new Error(`the built app says ${said} times what stretching costs`)
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) }
}
