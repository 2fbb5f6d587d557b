import { describe, expect, it } from 'vitest'
import { hashOfLine } from '#log/lines.ts'
import type { EventStore } from '#server/eventStore.ts'
import { createGathering } from '#server/gathering.ts'
import { openPresence } from '#server/presence.ts'
import { issued, journalOf, NINE, otherTablet } from '#support/openLog.ts'

const journal = journalOf('bb')
const written = (at: number, ...labels: string[]) =>
  otherTablet('d_2', journal).write(at, ...labels.map((label) => issued(`t_${label}`, label)))
const ones = written(NINE, 'A901', 'A902')
const others = written(NINE + 1, 'A801', 'A802', 'A803', 'A804')
const endOf = (lines: readonly string[]) => ({ n: lines.length, hash: hashOfLine(lines.at(-1) ?? '') })

/** A store that has one of two copies whole, and of the other what it is told. */
function storeOfBoth() {
  const branch = `${journal}~${hashOfLine(others[1] ?? '').slice(0, 8)}`
  const kept = new Map<string, readonly string[]>([[journal, ones]])
  let claims: readonly { journal: string; n: number }[] = []
  const stateOf = (name: string, lines: readonly string[]) => ({
    journal: name,
    tablet: 'd_2',
    head: endOf(lines),
    holes: [],
    bare: [],
  })
  const store: Partial<EventStore> = {
    tablets: async () => [],
    cursors: async () => [],
    claims: async () => claims.filter(({ journal, n }) => n > (kept.get(journal)?.length ?? 0)),
    saveClaims: async (more) => {
      claims = [...claims.filter((each) => !more.some(({ journal }) => journal === each.journal)), ...more]
    },
    journal: async (name) => {
      const lines = kept.get(name)
      return lines ? stateOf(name, lines) : null
    },
    journalsOf: async () => [...kept].map(([name, lines]) => stateOf(name, lines)),
    line: async (name, n) => kept.get(name)?.[n - 1] ?? null,
    gathers: async () => 'until-told',
  }
  return {
    store: store as EventStore,
    brings: (lines: readonly string[]) => kept.set(branch, lines),
    wanted: async () => [] as string[],
  }
}

describe('lines of a copy that go by the name of a branch at the hall server', () => {
  it('are missed as long as they have not come, and by nobody afterwards, also after a start', async () => {
    const { store, brings } = storeOfBoth()
    let now = NINE
    const presence = await openPresence(store, () => now)
    const end = endOf(others)
    const said = () => presence.claims('d_2', journal, end.n, end.hash)
    said()
    expect(await presence.missing()).toEqual([])
    now += 40_000
    brings(others.slice(0, 4))
    expect(await presence.missing()).toEqual([{ journal, from: 4, to: 5 }])
    await presence.save()
    brings(others)
    expect(await presence.missing()).toEqual([])
    await presence.close()
    const again = await openPresence(store, () => now)
    now += 40_000
    expect(await again.missing()).toEqual([])
    now += 40_000
    expect(await again.missing()).toEqual([])
    await again.close()
  })

  it('are lacking of a store that was put back until somebody brings them, by whichever name they were known', async () => {
    const { store, brings, wanted } = storeOfBoth()
    const gathering = await createGathering({
      store: { ...store, papers: { ...store.papers, wanted, names: wanted } } as EventStore,
      list: { standing: () => [] },
      epoch: () => 'e_1',
      elapsed: () => 0,
    })
    gathering.knows('d_1', [{ journal, ...endOf(others) }])
    expect((await gathering.seen())?.lacking).toEqual([{ journal, from: 4, to: 5 }])
    brings(others)
    expect((await gathering.seen())?.lacking).toEqual([])
  })
})
