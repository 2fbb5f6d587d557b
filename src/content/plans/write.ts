/** The plan library as it is written: one line of text per line of a checklist, so that a plan reads like its paper. */
import type { ChecklistLine, Plan, Target, Team } from '#domain/plans/plan.ts'
import { TEAMS } from '#domain/plans/plan.ts'
import type { Bilingual } from '#domain/shapes.ts'

export const say = (zh: string, en: string): Bilingual => ({ zh, en })

/** What a line can wait for instead of the start of the plan. */
const AFTER: Readonly<Record<string, Bilingual>> = {
  到场: say('到场后', 'When they arrive'),
  灭后: say('灭火后', 'When it is out'),
  离开: say('歹徒离开后', 'When they have left'),
  恢复: say('恢复后', 'When it is back'),
  来电: say('来电后', 'When power is back'),
  停晃: say('停晃后', 'When it stops shaking'),
  预警: say('接到预警', 'On the warning'),
  进水: say('进水时', 'When water comes in'),
  退水: say('退水后', 'When the water is gone'),
  疏散: say('疏散时', 'While people leave'),
  媒体: say('有媒体时', 'When the press comes'),
  即时: say('随时', 'At any time'),
  现场: say('在现场', 'At the spot'),
}

/**
 * Reads `FD-1 | 00:20 | ★ | 打开出口 | Open the exits`. The second part is a time after the start, what it waits for
 * (`离开+01:00`, `到场`), or how often it comes (`每30:00`).
 */
export function lines(plan: string, text: string): ChecklistLine[] {
  return text
    .trim()
    .split('\n')
    .map((row) => {
      const [short = '', when = '', star = '', zh = '', en = ''] = row.split('|').map((part) => part.trim())
      const team = short.slice(0, short.indexOf('-')) as Team
      if (!TEAMS.includes(team) || zh === '' || en === '') throw new Error(`not a line of a plan: ${row}`)
      return { id: `${plan}-${short}`, team, target: targetOf(when), star: star === '★', text: say(zh, en) }
    })
}

function targetOf(when: string): Target {
  const [, word = '', time = ''] = /^([^\d+]*)\+?(\d+:\d\d)?$/.exec(when) ?? []
  const [minutes = 0, seconds = 0] = time.split(':').map(Number)
  const repeats = word === '每'
  const after = word === '' || repeats ? null : AFTER[word]
  if (after === undefined) throw new Error(`nothing a line can wait for: ${when}`)
  return { seconds: minutes * 60 + seconds, after, repeats }
}

/** A plan as it is written: what most plans have in common may be left out. */
type Written = Omit<Plan, 'version' | 'lines' | 'announcements' | 'levels'> & {
  readonly lines: string
  readonly announcements?: Plan['announcements']
  /** From Ⅰ to Ⅳ. */
  readonly levels: readonly [Bilingual, Bilingual, Bilingual, Bilingual]
}

/** A plan of version 1. */
export const plan = ({ announcements = [], levels: [one, two, three, four], ...given }: Written): Plan => ({
  ...given,
  version: 1,
  announcements,
  levels: { 1: one, 2: two, 3: three, 4: four },
  lines: lines(given.id, given.lines),
})
