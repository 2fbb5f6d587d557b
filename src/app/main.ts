import { browserPorts } from '#device/browser/browserPorts.ts'
import { browserFacts, hindranceOf, refuseUnfit } from '#device/browser/fitness.ts'
import { openTablet } from '#device/openTablet.ts'
import { appVersion } from './shell/version.ts'
import { startApp } from './startApp.ts'
import { trustOnlyOurPrograms } from './trusted.ts'

trustOnlyOurPrograms()
const root = document.querySelector<HTMLElement>('#app')
if (!root) throw new Error('index.html needs an element with the id "app"')
void startApp({
  async openTablet() {
    refuseUnfit(browserFacts())
    const ports = browserPorts({ version: appVersion })
    const [tablet] = await Promise.all([openTablet(ports), ports.disk.check()])
    return tablet
  },
  hindranceOf: (fault) => hindranceOf(fault, browserFacts()),
  root,
})
