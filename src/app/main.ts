import type { DatabaseFactory } from '#device/basics/keepsakes.ts'
import { browserPorts } from '#device/browser/browserPorts.ts'
import { browserFacts, refuseUnfit } from '#device/browser/fitness.ts'
import { openTablet } from '#device/openTablet.ts'
import type { Tablet } from '#device/tablet.ts'
import { appVersion } from './shell/version.ts'
import { startApp } from './startApp.ts'
import { trustOnlyOurPrograms } from './trusted.ts'

trustOnlyOurPrograms()
const root = document.querySelector<HTMLElement>('#app')
if (!root) throw new Error('index.html needs an element with the id "app"')

async function openOn(database: DatabaseFactory | null): Promise<Tablet> {
  const ports = browserPorts({ version: appVersion })
  try {
    const [tablet] = await Promise.all([openTablet(database ? { ...ports, database } : ports), ports.disk.check()])
    return tablet
  } catch (fault) {
    ports.disk.close()
    ports.neighbours.close()
    throw fault
  }
}

const start = () =>
  startApp({
    async openTablet() {
      refuseUnfit(browserFacts())
      return openOn(null).catch(async (fault: unknown) => {
        const { spareDatabases } = await import('#device/browser/spareDatabases.ts')
        const spare = await spareDatabases(fault)
        if (!spare) throw fault
        return openOn(spare)
      })
    },
    async hindranceOf(fault) {
      const { hindranceOf } = await import('#device/browser/hindrances.ts')
      return hindranceOf(fault, browserFacts())
    },
    root,
  })

// Somebody wants to know whether this tablet is fit, before it keeps anything: the page opens without a tablet.
if (location.pathname === '/selftest')
  void import('./selftest/startSelfTest.ts').then(({ startSelfTest }) => startSelfTest(root))
else void start()
