import { describe, expect, it } from 'vitest'
import { isOurProgram } from '#app/trusted.ts'

const inTheHall = { base: 'https://hall.example:7316/counter', developing: false }

describe('an address that a page wants to run', () => {
  it('is one of the app’s own files, under the name that the build gave it', () => {
    for (const address of [
      '/assets/pinWorker-D3x_9-a.js',
      '/serviceWorker.js',
      'https://hall.example:7316/assets/a.js',
    ])
      expect(isOurProgram(address, inTheHall)).toBe(true)
  })

  it('is refused when it leads elsewhere, to something that was sent in, or is a text itself', () => {
    for (const address of [
      'https://evil.example/assets/a.js',
      '//evil.example/serviceWorker.js',
      'http://hall.example:7316/serviceWorker.js',
      '/api/papers/0123.js',
      '/assets/../api/papers/a.js',
      '/assets/a.js/b',
      'data:text/javascript,alert(1)',
      'blob:https://hall.example:7316/0a1b',
      'javascript:alert(1)',
    ])
      expect([address, isOurProgram(address, inTheHall)]).toEqual([address, false])
  })
})
