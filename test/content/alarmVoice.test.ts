import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { planOf, plans } from '#content/plans/library.ts'
import { ALARM_CLIPS, alarmClip } from '#content/voice/alarms.ts'
import { voicePackSchema } from '#content/voice/pack.ts'
import { START } from '#domain/plans/plan.ts'

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

  it('weighs less than 800 KB, and no announcement takes longer than 23 seconds', () => {
    expect(statSync(`${folder}/${pack.file}`).size).toBeLessThan(800_000)
    expect(Object.values(pack.clips).filter(({ ms }) => ms > 23_000)).toEqual([])
  })
})

describe('a plan', () => {
  it('has a voice for all that it says to everybody, and every recording belongs to something a plan says', () => {
    const said = plans.flatMap(({ id, broadcast, announcements }) => [
      ...(broadcast ? [[id, START] as const] : []),
      ...announcements.filter(({ toSome }) => !toSome).map((each) => [id, each.id] as const),
    ])
    expect(said.length).toBeGreaterThan(14)
    expect(said.filter(([plan, which]) => alarmClip(plan, which) === null)).toEqual([])
    for (const clip of ALARM_CLIPS.filter((each) => each.startsWith('P'))) {
      const said = planOf(clip.slice(0, 3))
      const which = clip.length === 3 ? 'start' : clip.slice(4)
      expect(which === 'start' ? said?.broadcast : said?.announcements.find(({ id }) => id === which)).toBeTruthy()
    }
    expect(alarmClip('P12', 'to-people')).toBeNull()
  })
})
