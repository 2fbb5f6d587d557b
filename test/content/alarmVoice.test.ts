import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { planOf } from '#content/plans/library.ts'
import { ALARM_CLIPS, alarmClip } from '#content/voice/alarms.ts'
import { voicePackSchema } from '#content/voice/pack.ts'

describe.each(['zh-CN', 'en'] as const)('what is said in an emergency, %s', (language) => {
  const folder = `public/voice/alarm/${language}`
  const pack = v.parse(voicePackSchema, JSON.parse(readFileSync(`${folder}/manifest.json`, 'utf8')))

  it('is all there, and each clip is what the manifest says', () => {
    expect(pack.language).toBe(language)
    expect(ALARM_CLIPS.filter((clip) => !pack.clips[clip])).toEqual([])
    const file = readFileSync(`${folder}/${pack.file}`)
    for (const [name, { at, bytes, sha256 }] of Object.entries(pack.clips)) {
      const sound = file.subarray(at, at + bytes)
      expect(createHash('sha256').update(sound).digest('hex'), name).toBe(sha256)
    }
    expect(readdirSync(folder).sort()).toEqual([pack.file, 'manifest.json'])
  })

  it('weighs less than 400 KB, and no announcement takes longer than 20 seconds', () => {
    expect(statSync(`${folder}/${pack.file}`).size).toBeLessThan(400_000)
    expect(Object.values(pack.clips).filter(({ ms }) => ms > 20_000)).toEqual([])
  })
})

describe('a plan that makes everybody leave', () => {
  it('has a voice for it, and every recording belongs to something a plan says', () => {
    for (const clip of ALARM_CLIPS.filter((each) => each.startsWith('P'))) {
      const said = planOf(clip.slice(0, 3))
      const which = clip.length === 3 ? 'start' : clip.slice(4)
      expect(which === 'start' ? said?.broadcast : said?.announcements.find(({ id }) => id === which)).toBeTruthy()
    }
    expect(alarmClip('P03', 'start')).toBeNull()
  })
})
