import * as v from 'valibot'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { kept } from '#app/kept.ts'

const answer = kept('answer', v.object({ day: v.string(), heard: v.boolean() }))
const paper = kept('paper', v.picklist(['80', '58', 'none']))

afterEach(() => {
  vi.restoreAllMocks()
  window.localStorage.clear()
})

describe('what a screen keeps', () => {
  it('is there when the page is opened again, until it is forgotten', () => {
    answer.keep({ day: '2026-11-27', heard: true })
    expect(kept('answer', v.object({ day: v.string(), heard: v.boolean() })).read()).toEqual({
      day: '2026-11-27',
      heard: true,
    })
    answer.forget()
    expect(answer.read()).toBeNull()
  })

  it('bears the name of the app, and a text stands there as it is', () => {
    paper.keep('58')
    expect(window.localStorage.getItem('stayopen.paper')).toBe('58')
    expect(paper.read()).toBe('58')
  })

  it.each(['{"day":', '{"day":7,"heard":true}', 'null', ''])('is nothing when it does not fit: %j', (text) => {
    window.localStorage.setItem('stayopen.answer', text)
    window.localStorage.setItem('stayopen.paper', text)
    expect([answer.read(), paper.read()]).toEqual([null, null])
  })

  it('is nothing, and stops nobody, when the browser withholds its storage or it is full', () => {
    vi.spyOn(window, 'localStorage', 'get').mockImplementation(() => {
      throw new DOMException('denied', 'SecurityError')
    })
    answer.keep({ day: '2026-11-27', heard: true })
    expect(answer.read()).toBeNull()
    answer.forget()
  })
})
