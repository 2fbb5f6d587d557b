import { describe, expect, it } from 'vitest'
import type { CallAnnouncement } from '#app/wall/announcements.ts'
import { createAnnouncer, type HallManner } from '#app/wall/announcer.ts'
import { atRest } from '#support/atRest.ts'

const at = Date.parse('2026-11-23T01:10:00.000Z')

function call(label: string, { age = 0, urgent = false } = {}): CallAnnouncement {
  return { key: `${label} 3`, says: { kind: 'call', label, counter: '3' }, at: at - age * 1000, urgent }
}

/** A loudspeaker that can be heard, cut off and left waiting: nothing ends before `end` says so. */
function loudspeaker({ times = 1, languages = ['zh-CN'] }: Partial<HallManner> = {}) {
  const heard: string[] = []
  const shown: (string | null)[] = []
  const gone = new Set<string>()
  let locked = false
  let seconds = 0
  let atOnce = 0
  let finish: () => void = () => undefined
  const nameOf = (announcement: CallAnnouncement) =>
    'label' in announcement.says ? announcement.says.label : announcement.says.kind
  const announcer = createAnnouncer({
    async play(says, language, { brief }) {
      if (locked) return 'locked'
      atOnce++
      if (atOnce > 1) throw new Error('two voices at once')
      heard.push(`${'label' in says ? says.label : says.kind}${language === 'en' ? ' en' : ''}${brief ? ' brief' : ''}`)
      await new Promise<void>((resolve) => {
        finish = resolve
      })
      atOnce--
      return 'played'
    },
    now: () => at + seconds * 1000,
    manner: () => ({ times, languages, one: 'yi', wording: { zh: '', en: '' } }),
    stands: (announcement) => !gone.has(nameOf(announcement)),
    onSpeaking: (announcement) => shown.push(announcement && nameOf(announcement)),
  })
  return {
    announcer,
    heard,
    shown,
    say: (...announcements: CallAnnouncement[]) => announcer.say(announcements),
    lock: (yes: boolean) => {
      locked = yes
    },
    pass: (more: number) => {
      seconds += more
    },
    takeBack: (label: string) => gone.add(label),
    /** Lets what is being said end, `count` times. */
    async end(count = 1) {
      for (let i = 0; i < count; i++) {
        await atRest()
        finish()
      }
      await atRest()
    },
  }
}

describe('saying calls', () => {
  it('says one after the other, never two at once, in the order they came (Q40)', async () => {
    const hall = loudspeaker()
    hall.say(call('A001'), call('A002'))
    hall.say(call('B001'))
    expect(hall.heard).toEqual(['A001'])
    await hall.end()
    expect(hall.heard).toEqual(['A001', 'A002'])
    await hall.end(2)
    expect(hall.heard).toEqual(['A001', 'A002', 'B001'])
  })

  it('shows what it says, and nothing when it is quiet', async () => {
    const hall = loudspeaker()
    hall.say(call('A001'), call('A002'))
    await hall.end(2)
    expect(hall.shown).toEqual(['A001', 'A002', null])
  })

  it('says each call once, however often it is told of it', async () => {
    const hall = loudspeaker()
    hall.say(call('A001'))
    hall.say(call('A001'))
    await hall.end()
    hall.say(call('A001'))
    await hall.end()
    expect(hall.heard).toEqual(['A001'])
  })

  it('repeats a call while the hall is quiet, and in both languages where the hall wants that', async () => {
    const hall = loudspeaker({ times: 2, languages: ['zh-CN', 'en'] })
    hall.say(call('A001'))
    await hall.end(4)
    expect(hall.heard).toEqual(['A001', 'A001 en', 'A001', 'A001 en'])
  })

  it('does not repeat while two others wait', async () => {
    const hall = loudspeaker({ times: 2 })
    hall.say(call('A001'), call('A002'), call('A003'))
    await hall.end(5)
    expect(hall.heard).toEqual(['A001', 'A002', 'A002', 'A003', 'A003'])
  })

  it('says the short form, in the first language only, while more than three wait', async () => {
    const hall = loudspeaker({ times: 2, languages: ['zh-CN', 'en'] })
    hall.say(...['A001', 'A002', 'A003', 'A004', 'A005'].map((label) => call(label)))
    await hall.end(3)
    expect(hall.heard).toEqual(['A001 brief', 'A002', 'A002 en', 'A003'])
  })

  it('says what is urgent next, without cutting a call in two', async () => {
    const hall = loudspeaker()
    hall.say(call('A001'), call('A002'))
    hall.say(call('C009', { urgent: true }))
    await hall.end(2)
    expect(hall.heard).toEqual(['A001', 'C009', 'A002'])
  })
})

describe('calls that are better left unsaid', () => {
  it('are the ones older than a minute', async () => {
    const hall = loudspeaker()
    hall.say(call('A001', { age: 60 }), call('A002', { age: 59 }))
    await hall.end()
    expect(hall.heard).toEqual(['A002'])
  })

  it('are the ones that grew old while others were said', async () => {
    const hall = loudspeaker()
    hall.say(call('A001'), call('A002'))
    hall.pass(61)
    await hall.end()
    expect(hall.heard).toEqual(['A001'])
  })

  it('are the ones taken back while they waited, and the repeat of one whose customer has come', async () => {
    const hall = loudspeaker({ times: 2 })
    hall.say(call('A001'), call('A002'))
    hall.takeBack('A002')
    hall.takeBack('A001')
    await hall.end()
    expect(hall.heard).toEqual(['A001'])
  })
})

describe('a browser that wants a tap before it makes a sound', () => {
  it('is waited for, and says what is not old yet', async () => {
    const hall = loudspeaker()
    hall.lock(true)
    hall.say(call('A001', { age: 30 }))
    await atRest()
    hall.say(call('A002'))
    await atRest()
    expect(hall.heard).toEqual([])
    hall.pass(40)
    hall.lock(false)
    hall.announcer.wake()
    await hall.end()
    expect(hall.heard).toEqual(['A002'])
  })

  it('leaves the screen showing the latest call, not the one it could not say', async () => {
    const hall = loudspeaker()
    hall.lock(true)
    hall.say(call('A001'))
    await atRest()
    expect(hall.shown.at(-1)).toBeNull()
  })
})

describe('a screen that is closed', () => {
  it('falls silent after the word it is saying', async () => {
    const hall = loudspeaker({ times: 2 })
    hall.say(call('A001'), call('A002'))
    hall.announcer.stop()
    await hall.end(2)
    expect(hall.heard).toEqual(['A001'])
  })
})
