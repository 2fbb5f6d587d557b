import { BaseSequencer, type TestSpecification } from 'vitest/node'

/**
 * The stories that take longest, in seconds beside two others on two cores. The longest begin first, so that nobody waits
 * at the end for one that is told alone; a file that is not named comes after them.
 */
const seconds: Readonly<Record<string, number>> = {
  'browser/accessible': 107,
  'browser/serverKilled': 98,
  'browser/plans': 90,
  'browser/emergency': 87,
  'browser/intake': 83,
  'browser/hallDay': 58,
  'browser/update': 54,
  'journeys/door': 47,
  'journeys/cases': 45,
  'journeys/demoDay': 38,
  'journeys/whoMay': 34,
  'faults/simulation': 34,
  'browser/hallKey': 30,
  'faults/serverKilled': 28,
  'faults/killedBrowser': 26,
}
const secondsOf = ({ moduleId }: TestSpecification): number =>
  seconds[/\/test\/(\w+\/\w+)\.test\.ts$/.exec(moduleId)?.[1] ?? ''] ?? 0

export default class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files)
    const orderOf = ({ project }: TestSpecification) => project.config.sequence.groupOrder
    return sorted.sort((a, b) => orderOf(a) - orderOf(b) || secondsOf(b) - secondsOf(a))
  }
}
