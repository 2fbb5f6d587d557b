import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { generalPart } from '#content/plans/general.ts'
import { en, zh } from '#support/books.ts'

// As they are written, not as they are said: a sentence with values in it has branches that no single call takes.
const sourcesOf = (language: 'zh' | 'en') =>
  readdirSync(`src/app/words/${language}`).map(
    (file) => [file, readFileSync(`src/app/words/${language}/${file}`, 'utf8')] as const,
  )
const titlesOf = ({ today, plans, manager, log }: typeof zh | typeof en) =>
  new Set([
    ...Object.values(today.tabs),
    ...Object.values(log.parts),
    ...Object.values(manager.parts),
    ...Object.values(plans.pages),
    plans.title,
    manager.addTablet,
  ])
/** Titles of pages to which sentences send people, with the file each stands in: `预案与演练 → 疏散图` are two. */
const named = (sources: ReturnType<typeof sourcesOf>, sends: RegExp) =>
  sources.flatMap(([file, source]) =>
    [...source.matchAll(sends)].flatMap(({ groups }) =>
      Object.values(groups ?? {}).flatMap((title) => title?.split(' → ').map((each) => [file, each] as const) ?? []),
    ),
  )
const CHINESE = /“(?<page>[^”$]+)”(?:这一)?页|[到在]“(?<place>[^”$]+)”|“(?<within>[^”$]+)”里/g
const ENGLISH = /(?:[Uu]nder|[Oo]n|on to) “(?<page>[^”$]+)”/g

describe('a sentence that sends somebody to a page', () => {
  it.each([
    ['zh', CHINESE, zh],
    ['en', ENGLISH, en],
  ] as const)('calls the page what stands on it: %s', (language, sends, books) => {
    const found = named(sourcesOf(language), sends)
    expect(found.length).toBeGreaterThan(6)
    const titles = titlesOf(books)
    expect(found.filter(([, title]) => !titles.has(title))).toEqual([])
  })

  it('sends whoever has used the recovery sheet to where the key sheet is typed in', () => {
    for (const { recover, today } of [zh, en]) {
      expect(recover.doneLocked).toContain(`“${today.tabs.tablets}”`)
      expect(recover.doneNext[1]).toContain(`“${today.tabs.tablets}”`)
      expect(recover.doneNext[2]).toContain(`“${today.tabs.staff}”`)
    }
  })

  it('sends whoever finds papers shut to the same page, wherever that is met', () => {
    for (const { cases, casualties, manager, papers, today } of [zh, en]) {
      const shut = [
        cases.keyLocked,
        casualties.shut.locked,
        manager.key.states.locked,
        papers.shut.locked,
        papers.locked,
      ]
      expect(new Set(shut).size).toBe(1)
      for (const sentence of [...shut, cases.keyMissing]) expect(sentence).toContain(`“${today.tabs.tablets}”`)
    }
  })

  it('sends to the settings of the hall by their title', () => {
    const { connection, emergency, today, log } = zh
    for (const sentence of [connection.nothingYet.counters, emergency.noZones, today.noQueues, today.noCounters])
      expect(sentence).toContain(`“${today.tabs.hall}”`)
    expect(connection.waitsCount({ count: 1 })).toContain(`“${today.tabs.log}”`)
    expect(log.toTablets).toContain(`“${today.tabs.tablets}”`)
    expect(JSON.stringify(generalPart)).toContain(`“${today.tabs.hall}”页的“${zh.manager.parts.parameters}”`)
  })

  it('calls no tablet after a piece of furniture that is also a kind of computer', () => {
    expect(sourcesOf('zh').filter(([, source]) => source.includes('桌面平板'))).toEqual([])
  })
})
