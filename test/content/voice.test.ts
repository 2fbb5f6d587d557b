import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import fc from 'fast-check'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { openVoicePack } from '#app/wall/voicePack.ts'
import {
  type Announcement,
  clipsFor,
  missingClips,
  soundOf,
  unrecorded,
  type VoicePack,
  voicePackSchema,
} from '#content/voice/pack.ts'
import { wordingOf } from '#domain/settings/wording.ts'

const call = { kind: 'call', label: 'A012', counter: '3' } as const
const bundled = ['zh-CN', 'en'] as const

function packOf(language: (typeof bundled)[number]): VoicePack {
  return v.parse(voicePackSchema, JSON.parse(readFileSync(`public/voice/${language}/manifest.json`, 'utf8')))
}

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

const said = (announcement: Announcement, ...rest: [] | [Parameters<typeof clipsFor>[2]]) =>
  clipsFor(announcement, 'zh-CN', ...rest).join(' ')

describe('calling a ticket in Mandarin', () => {
  it('says 请 A 零 一 二 号，到 三 号窗口办理 (Q42)', () => {
    expect(said(call)).toBe('chime please letter-a digit-0 digit-1 digit-2 number to digit-3 counter-serve')
  })

  it('asks a priority customer first and a transferred one on', () => {
    expect(said({ ...call, kind: 'priority-call' })).toBe(
      'chime please-priority letter-a digit-0 digit-1 digit-2 number to digit-3 counter-serve',
    )
    expect(said({ ...call, kind: 'transfer-call' })).toBe(
      'chime please letter-a digit-0 digit-1 digit-2 number to digit-3 counter-continue',
    )
  })

  it('says that it corrects itself (Q24)', () => {
    expect(said({ ...call, kind: 'correction' })).toBe(
      'chime correction please letter-a digit-0 digit-1 digit-2 number to digit-3 counter-serve',
    )
  })

  it.each([
    ['9', 'digit-9'],
    ['10', 'ten'],
    ['12', 'ten digit-2'],
    ['20', 'digit-2 ten'],
    ['35', 'digit-3 ten digit-5'],
    ['V1', 'letter-v digit-1'],
  ])('names counter %s as %s', (counter, spoken) => {
    expect(said({ ...call, counter })).toContain(` to ${spoken} counter-serve`)
  })

  it('spells a label that was printed offline with its lane', () => {
    expect(said({ ...call, label: 'A2-013' })).toContain('letter-a digit-2 dash digit-0 digit-1 digit-3 number')
    // 请 A 二 b 零 零 一 号
    const fromSubLane = said({ ...call, label: 'A2b-001' })
    expect(fromSubLane).toContain('letter-a digit-2 letter-b dash digit-0 digit-0 digit-1 number')
  })

  it('says 幺 for 1 in the label where the hall wants it, and 一 for the counter (Q42)', () => {
    expect(said({ ...call, counter: '1' }, { one: 'yao' })).toBe(
      'chime please letter-a digit-0 digit-1-yao digit-2 number to digit-1 counter-serve',
    )
  })

  it('leaves out chime and courtesy when the wall has fallen behind (Q40)', () => {
    expect(said(call, { brief: true })).toBe('letter-a digit-0 digit-1 digit-2 number to digit-3 counter')
  })

  it('says a call in the hall’s own words where they are recorded, and else as always (Q42)', () => {
    const own = (words: string) => said(call, { words, one: 'yao' })
    expect(own('请{号码}号到{窗口}号窗口。')).toBe(
      'chime please letter-a digit-0 digit-1-yao digit-2 number to digit-3 counter',
    )
    expect(own('到{窗口}号窗口，请{号码}号')).toBe(
      'chime to digit-3 counter please letter-a digit-0 digit-1-yao digit-2 number',
    )
    expect(own('贵宾{号码}到{窗口}号台')).toBe(said(call, { one: 'yao' }))
    expect(said({ ...call, kind: 'priority-call' }, { words: '请{号码}号到{窗口}号窗口' })).toContain('please-priority')
    expect(said({ ...call, kind: 'transfer-call' }, { words: '请{号码}号到{窗口}号窗口' })).toContain(
      'counter-continue',
    )
    expect(said(call, { words: '请{号码}号到{窗口}号窗口', brief: true })).toBe(said(call, { brief: true }))
    expect(clipsFor(call, 'en', { words: 'Ticket {number} counter {counter}' })).toEqual(
      'chime ticket letter-a digit-0 digit-1 digit-2 counter digit-3'.split(' '),
    )
  })

  it('names the words of a hall’s sentence that nobody has recorded (Q42)', () => {
    const gaps = (sentence: string, language: 'zh-CN' | 'en' = 'zh-CN') => unrecorded(wordingOf(sentence)!, language)
    expect(gaps('请{号码}号到{窗口}号窗口办理')).toEqual([])
    expect(gaps('尊客{号码}到{窗口}号台')).toEqual(['尊', '客', '台'])
    expect(gaps('Number {number}, counter {counter} please', 'en')).toEqual(['number', 'please'])
  })

  it('can call to the front desk', () => {
    expect(said({ kind: 'front-desk-call', label: 'A012' })).toBe(
      'chime please letter-a digit-0 digit-1 digit-2 number to front-desk serve',
    )
  })
})

describe('calling a ticket in English', () => {
  it('says ticket A 0 1 2, please, to counter twelve', () => {
    expect(clipsFor({ ...call, counter: '12' }, 'en').join(' ')).toBe(
      'chime ticket letter-a digit-0 digit-1 digit-2 please-counter number-12',
    )
  })

  it('says thirty five for counter 35', () => {
    expect(clipsFor({ ...call, counter: '35' }, 'en').join(' ')).toContain('please-counter number-30 digit-5')
  })
})

describe.each(bundled)('the bundled pack %s', (language) => {
  const pack = packOf(language)
  const read = (file: string) => readFileSync(`public/voice/${language}/${file}`)

  it('has every clip that an announcement can need (Q41)', () => {
    expect(missingClips(pack)).toEqual([])
  })

  it('can say any announcement about any label and counter (Q41)', () => {
    const announcements: fc.Arbitrary<Announcement> = fc.oneof(
      fc.record({
        kind: fc.constantFrom('call', 'priority-call', 'transfer-call', 'correction'),
        label: fc.string(),
        counter: fc.oneof(fc.nat(120).map(String), fc.string()),
      }),
      fc.record({ kind: fc.constant('front-desk-call'), label: fc.string() }),
      fc.constantFrom({ kind: 'test' }, { kind: 'paper-mode' }),
    )
    const manners = fc.record({ brief: fc.boolean(), one: fc.constantFrom('yi', 'yao') })
    fc.assert(
      fc.property(announcements, manners, (announcement, manner) => {
        expect(clipsFor(announcement, language, manner).filter((name) => !pack.clips[name])).toEqual([])
      }),
    )
  })

  it('has one file, named by its content, with the clips that the manifest says one behind the other', async () => {
    const file = read(pack.file)
    expect(pack.file).toBe(`clips.${sha256(file).slice(0, 12)}.mp3`)
    const sounds = await new Blob([file]).arrayBuffer()
    let end = 0
    for (const [name, clip] of Object.entries(pack.clips)) {
      expect(clip.at, name).toBe(end)
      end += clip.bytes
      expect(sha256(new Uint8Array(soundOf(sounds, clip))), name).toBe(clip.sha256)
    }
    expect(file).toHaveLength(end)
  })

  it('gives each clip its own sound, and is not used when a file of it is missing', async () => {
    const answer = (bytes: BodyInit | null, status = 200) => Promise.resolve(new Response(bytes, { status }))
    const load = (path: string) => answer(readFileSync(`public${path}`))
    const decoded: string[] = []
    const decode = async (bytes: ArrayBuffer) => {
      decoded.push(sha256(new Uint8Array(bytes)))
      return Promise.reject(new Error('no sound in a test'))
    }
    expect(await openVoicePack(language, { fetch: load, decode })).toBeNull()
    expect(decoded).toEqual(Object.values(pack.clips).map((clip) => clip.sha256))
    decoded.length = 0
    const without = (path: string) => (path.endsWith('.mp3') ? answer(null, 404) : load(path))
    expect(await openVoicePack(language, { fetch: without, decode })).toBeNull()
    expect(decoded).toEqual([])
  })

  it('has no sound file that the manifest does not name', () => {
    const files = readdirSync(`public/voice/${language}`).filter((file) => file !== 'manifest.json')
    expect(files).toEqual([pack.file])
  })

  it('calls a ticket within nine seconds', () => {
    const lasts = clipsFor({ ...call, counter: '35' }, language).reduce(
      (sum, name) => sum + (pack.clips[name]?.ms ?? 0),
      0,
    )
    expect(lasts).toBeGreaterThan(4000)
    expect(lasts).toBeLessThan(9000)
  })
})

describe('the bundled packs', () => {
  it('together weigh less than 400 KB', () => {
    const bytes = bundled.map((language) => statSync(`public/voice/${language}/${packOf(language).file}`).size)
    expect(bytes.reduce((sum, size) => sum + size, 0)).toBeLessThan(400_000)
  })
})

describe('a pack that a hall brings', () => {
  const pack = packOf('zh-CN')
  const { chime, ...silent } = pack.clips

  it('is told which clips it lacks', () => {
    expect(missingClips({ ...pack, clips: silent })).toEqual(['chime'])
  })

  it.each([
    ['points outside its folder', { file: '../../index.html' }],
    ['has a broken checksum', { clips: { chime: { ...chime, sha256: 'abc' } } }],
    ['has a clip without length', { clips: { chime: { ...chime, ms: 0 } } }],
    ['has a clip that is nowhere', { clips: { chime: { ...chime, at: -1 } } }],
    ['has a clip without a sound', { clips: { chime: { ...chime, bytes: 0 } } }],
  ])('is refused when it %s', (_, wrong) => {
    expect(v.safeParse(voicePackSchema, { ...pack, ...wrong }).success).toBe(false)
  })
})
