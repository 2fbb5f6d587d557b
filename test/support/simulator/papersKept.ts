import { openPaper } from '#device/sealed/openPaper.ts'
import { casesSlice } from '#domain/cases/fold.ts'
import { opened } from '#domain/shelf.ts'
import { isDesk, managerOf, type SealedPaper, type World } from './acts/act.ts'
import { present } from './checks.ts'
import { savedBy } from './device.ts'
import { confirmTime, standsThere } from './people.ts'

/** What papers are not there for whoever may read them, in one sentence; null when each is, or is named as lost. */
export async function faultInPapers(world: World): Promise<string | null> {
  const { devices, papers, time, wasPutBack } = world
  const desks = present(devices).filter(isDesk)
  await time.passUntil(() => desks.every(({ tablet }) => tablet.status.unsentPapers === 0), 60_000)
  const lagging = desks.find(({ tablet }) => tablet.status.unsentPapers > 0)
  if (lagging) return `${lagging.name} keeps papers that the hall server does not get`
  const manager = managerOf(world)
  if (!manager || !(await standsThere(world, manager)) || manager.tablet.status.vault !== 'unlocked') return null
  if (!(await manager.opens(casesSlice))) return null
  const named = (paper: SealedPaper) =>
    opened(manager.tablet.log.hall, casesSlice).cases.get(paper.subject)?.lost.includes(paper.name) ?? false
  for (const paper of papers.filter((each) => isPromised(each) && !named(each))) {
    const said = await read(world, paper)
    // The hall server had it alone, as the tablet had lost its copy, and has lost it, too: nobody has it, and the manager is told.
    const isTwiceLost = said === 'missing' && wasPutBack && paper.at.losses > paper.losses
    const isTold = isTwiceLost && (manager.tablet.status.gathers?.lackingPapers ?? 0) > 0
    if (said !== 'right' && !isTold)
      return `the ${paper.kind} of ${paper.subject}, sealed at ${paper.at.name}, is ${said}`
  }
  return null
}

/** Somebody was shown that it is kept, and has not lost it with all that lay on the tablet. */
const isPromised = ({ at, event }: SealedPaper) => !at.isRevoked && savedBy(at.operations).includes(event)

/** What a manager gets to read: some tablet may still be on its way with it. */
async function read(world: World, { name, subject, kind, text }: SealedPaper): Promise<string> {
  const tablet = managerOf(world)?.tablet
  let said = 'nowhere to be read'
  for (let tries = 0; tablet && said !== 'right' && tries < 8; tries++) {
    let isOver = false
    void openPaper(tablet, { name, subject, kind, reason: 'watched' })
      .then((got) => {
        if (got.ok) said = new TextDecoder().decode(got.bytes) === text ? 'right' : 'another one'
        else said = got.why
      })
      .finally(() => {
        isOver = true
      })
    await world.time.passUntil(() => isOver, 20_000)
    if (said === 'right') break
    await world.time.pass(5_000)
    // The server may have met only now that its clock was put back.
    await confirmTime(world)
  }
  return said
}
