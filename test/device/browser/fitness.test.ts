import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { unavailable as en } from '#app/words/en/unavailable.ts'
import { unavailable as zh } from '#app/words/zh/unavailable.ts'
import { type BrowserFacts, refuseUnfit } from '#device/browser/fitness.ts'
import { hindranceOf, LOWEST } from '#device/browser/hindrances.ts'

const fit: BrowserFacts = { secure: true, lacks: [], keeps: true }
const fault = (name: string) => new DOMException('', name)

describe('a tablet that cannot save', () => {
  it.each([
    ['its browser has no synchronous file handles (iPadOS 16)', fault('NotSupportedError'), fit, 'too-old'],
    ['its browser lacks AbortSignal.any', fault('UnknownError'), { ...fit, lacks: ['AbortSignal.any'] }, 'too-old'],
    ['it is a private window of Firefox', fault('SecurityError'), fit, 'private-window'],
    ['it is a private window of Safari', fault('UnknownError'), fit, 'private-window'],
    ['its disk is full', fault('QuotaExceededError'), fit, 'storage-full'],
    [
      'its database says so of the disk',
      { name: 'OpenFailedError', inner: fault('QuotaExceededError') },
      fit,
      'storage-full',
    ],
    ['its settings block cookies and site data', fault('SecurityError'), { ...fit, keeps: false }, 'storage-blocked'],
    [
      'it opened http on the local network',
      fault('SecurityError'),
      { ...fit, secure: false, lacks: ['Web Locks'] },
      'not-secure',
    ],
    ['its records are of a trial version', { name: 'AbortError', inner: { name: 'OldRecords' } }, fit, 'old-records'],
    ['its database is broken', fault('DataError'), fit, 'unknown'],
    ['nobody knows', 'no idea', fit, 'unknown'],
  ] as const)('is told why: %s', (_case, reason, facts, told) => {
    expect(hindranceOf(reason, facts)).toBe(told)
  })

  it('hears a sentence of its own for each reason, in both languages', () => {
    for (const unavailable of [zh, en]) {
      const said = Object.values(unavailable).flatMap(({ title, wayOn }) => [title, wayOn(LOWEST)])
      expect(new Set(said).size).toBe(said.length)
    }
  })

  it('hears which versions will do, and the README says the same', () => {
    const readme = readFileSync(path.resolve(import.meta.dirname, '../../../README.md'), 'utf8')
    for (const unavailable of [zh, en])
      for (const version of Object.values(LOWEST)) expect(unavailable['too-old'].wayOn(LOWEST)).toContain(version)
    expect(readme).toContain(`Chrome ${LOWEST.chrome}, Safari ${LOWEST.safari}, Firefox ${LOWEST.firefox}`)
  })
})

describe('at the start', () => {
  it('says what is missing before anything is opened', () => {
    expect(() => refuseUnfit({ ...fit, lacks: ['AbortSignal.any', 'Web Locks'] })).toThrow(
      'no AbortSignal.any, Web Locks',
    )
    expect(() => refuseUnfit({ ...fit, secure: false })).toThrow('not a secure context')
    expect(() => refuseUnfit(fit)).not.toThrow()
  })
})
