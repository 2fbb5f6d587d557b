import { readdir, readFile } from 'node:fs/promises'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import type { SyncedLog } from '#device/hallLog/hallLog.ts'
import { hearing, noAuthority, under, whyWaits } from '#domain/authority/authority.ts'
import { incidentBy } from '#domain/incidents/queries.ts'
import { kinds } from '#domain/whole.ts'
import { keptEvent, type Line } from '#log/lines.ts'
import { nameMadeAt } from '#log/naming.ts'
import { admission, issued, NINE, openLog } from '#support/openLog.ts'
import { type HallBook, signedHall } from '#support/signedHall.ts'

const FIRE = { plan: 'P01', version: 1, level: 2 }
const HOUR = 3_600_000
const over = { met: 5, of: 5, reason: null }

/** What a tablet in bad hands writes that has heard of the fire: it says that it was there first. */
const WAYS: readonly (readonly [string, (rogue: HallBook) => readonly Line[]])[] = [
  [
    'calls it a drill and ends that',
    (rogue) => [
      rogue.write({ kind: 'IncidentDeclared', subject: 'e_fire', drill: 'e_fire', body: { ...FIRE, level: 4 } }),
      rogue.write({ kind: 'IncidentStoodDown', subject: 'e_fire', drill: 'e_fire', body: over }),
    ],
  ],
  [
    'calls it the same as a drill of its own',
    (rogue) => [
      rogue.write({ kind: 'IncidentDeclared', subject: 'e_mine', drill: 'e_mine', body: FIRE }),
      rogue.write({ kind: 'IncidentDeclared', subject: 'e_fire', drill: 'e_fire', body: FIRE }),
      rogue.write({ kind: 'IncidentStoodDown', subject: 'e_mine', drill: 'e_mine', body: over }),
    ],
  ],
  [
    'calls it something else',
    (rogue) => [
      rogue.write({ kind: 'IncidentDeclared', subject: 'e_fire', body: { plan: 'P06', version: 1, level: 4 } }),
      rogue.write({ kind: 'IncidentStoodDown', subject: 'e_fire', body: over }),
    ],
  ],
  [
    'calls it the same as something else',
    (rogue) => [
      rogue.write({ kind: 'IncidentDeclared', subject: 'e_mine', body: { plan: 'P06', version: 1, level: 4 } }),
      rogue.write({ kind: 'IncidentDeclared', subject: 'e_fire', body: { plan: 'P06', version: 1, level: 4 } }),
    ],
  ],
  [
    'calls it less bad',
    (rogue) => [rogue.write({ kind: 'IncidentDeclared', subject: 'e_fire', body: { ...FIRE, level: 4 } })],
  ],
]

/** The fires of the hall that go on, as every screen shows them. */
const fires = ({ hall }: SyncedLog) =>
  [...hall.incidents.values()].flatMap(({ plan, drill, level, over }) =>
    plan === 'P01' && !drill && over === null ? [{ level, over }] : [],
  )

describe('a fire that a tablet in bad hands has heard of', () => {
  it.each(WAYS)('goes on as bad as it is, whatever came first, when that tablet %s', async (_, writes) => {
    const hall = signedHall()
    const desk = hall.admits('d_desk', 'reception')
    const rogue = hall.admits('d_rogue', 'counter', NINE - HOUR)
    const declared = desk.write({ kind: 'IncidentDeclared', subject: 'e_fire', body: FIRE })
    const tick = { kind: 'StepTicked', subject: 'e_fire', body: { step: 'P01-FD-1', behalf: false } }
    const lines = [declared, desk.write(tick)]
    const bad = writes(rogue)
    for (const batches of [[lines, bad], [bad, lines], [[...bad, ...lines]], [[declared], bad, lines.slice(1)]]) {
      const log = await openLog({ root: hall.root })
      await log.startEpoch('e_1')
      await log.receive(admission()(hall.lines), 'history')
      for (const batch of batches) await log.receive(admission(log.cursor.seq)(batch), 'live')
      expect(fires(log)).toEqual([{ level: 2, over: null }])
      await log.close()
    }
  })

  it('keeps every tick when it was called a drill, also one under a clock that lies before it', async () => {
    const hall = signedHall()
    const desk = hall.admits('d_desk', 'reception')
    const late = hall.admits('d_late', 'counter', NINE - HOUR / 2)
    const rogue = hall.admits('d_rogue', 'counter', NINE - HOUR)
    const tick = (book: HallBook, step: string) =>
      book.write({ kind: 'StepTicked', subject: 'e_fire', body: { step, behalf: false } })
    const lines = [
      rogue.write({ kind: 'IncidentDeclared', subject: 'e_fire', drill: 'e_fire', body: FIRE }),
      desk.write({ kind: 'IncidentDeclared', subject: 'e_fire', body: FIRE }),
      tick(desk, 'P01-FD-1'),
      tick(late, 'P01-FD-2'),
    ]
    const log = await openLog({ root: hall.root })
    await log.startEpoch('e_1')
    await log.receive(admission()([...hall.lines, ...lines]), 'history')
    expect([...(incidentBy(log.hall, 'e_fire')?.ticks.keys() ?? [])].sort()).toEqual(['P01-FD-1', 'P01-FD-2'])
    await log.close()
  })

  it('keeps what was ticked under a clock that lay before it, however much is invented meanwhile about what nobody declared', async () => {
    const hall = signedHall()
    const desk = hall.admits('d_desk', 'reception')
    const late = hall.admits('d_late', 'counter', NINE - HOUR / 2)
    const rogue = hall.admits('d_rogue', 'counter', NINE - HOUR / 3)
    const tick = (book: HallBook, subject: string, step: string) =>
      book.write({ kind: 'StepTicked', subject, body: { step, behalf: false } })
    const lines = [
      tick(late, 'e_fire', 'P01-FD-2'),
      ...Array.from({ length: 1_200 }, (_, i) => tick(rogue, `e_none${i}`, 'P01-FD-1')),
      desk.write({ kind: 'IncidentDeclared', subject: 'e_fire', body: FIRE }),
    ]
    const log = await openLog({ root: hall.root })
    await log.startEpoch('e_1')
    await log.receive(admission()([...hall.lines, ...lines]), 'history')
    expect([...(incidentBy(log.hall, 'e_fire')?.ticks.keys() ?? [])]).toEqual(['P01-FD-2'])
    await log.close()
  })
})

describe('whatever begins at a tablet under a name', () => {
  const opening = [...kinds].filter(([, { opens }]) => opens)
  const listed = [...kinds].filter(([, { listed }]) => listed).map(([name]) => name)

  it('is each thing of which a command makes the name', async () => {
    const folders = await readdir('src/domain', { recursive: true })
    const commands = folders.filter((file) => file.endsWith('commands.ts'))
    const texts = await Promise.all(commands.map((file) => readFile(`src/domain/${file}`, 'utf8')))
    const made = texts.flatMap((text) =>
      [...text.matchAll(/kind: '(\w+)',\s+subject: [^,]*newId\(/g)].map(([, kind = '']) => kind),
    )
    expect(made).toContain('TicketIssued')
    // What is listed again under its name is changed by whoever may, and two alarms under one name both go on.
    const free = ['BackupListed', 'IncidentDeclared', ...listed]
    expect(made.filter((kind) => !free.includes(kind) && !kinds.get(kind)?.opens)).toEqual([])
  })

  it.each(opening)(
    'is not put aside by %s of another tablet that has heard its name, whatever clock that has',
    (kind, { writers }) => {
      const hall = signedHall()
      const place = writers.find((each) => each !== 'server') ?? 'manager'
      const desk = hall.admits('d_desk', place)
      const rogue = hall.admits('d_rogue', place, NINE - HOUR)
      const prefix = 'tcimaxn'.split('').find((each) => v.is(kinds.get(kind)!.subject, `${each}_1`)) ?? 't'
      const subject = nameMadeAt('d_desk', `${prefix}_0123456789abcdef`)
      const list = hearing(
        under(hall.root, noAuthority()),
        [...hall.lines, desk.write({ kind, subject, body: {} })].flatMap((line) => keptEvent(line) ?? []),
      )
      const why = (book: HallBook) => {
        const event = keptEvent(book.write({ kind, subject, body: {} }))!
        const known = hearing(list, [event])
        return whyWaits(known, event, kinds.get(kind)!)
      }
      expect(why(rogue)).toBe('not-from-there')
      expect(why(desk)).not.toBe('not-from-there')
    },
  )

  it('leaves a customer in the queue of whom another tablet says that it was there first', async () => {
    const hall = signedHall()
    const desk = hall.admits('d_desk', 'reception')
    const rogue = hall.admits('d_rogue', 'reception', NINE - HOUR)
    const subject = nameMadeAt('d_desk', 't_0123456789abcdef')
    const { body } = issued(subject, 'A001')
    const lines = [
      desk.write({ kind: 'TicketIssued', subject, body }),
      rogue.write({ kind: 'TicketIssued', subject, body: { ...body, label: 'A999', number: 999 } }),
    ]
    for (const batch of [lines, lines.toReversed()]) {
      const log = await openLog({ root: hall.root })
      await log.startEpoch('e_1')
      await log.receive(admission()([...hall.lines, ...batch]), 'history')
      expect([...log.hall.tickets.values()].map(({ label }) => label)).toEqual(['A001'])
      await log.close()
    }
  })
})
