import { browserPorts } from '#device/browser/browserPorts.ts'
import { openTablet } from '#device/openTablet.ts'
import { appVersion } from './shell/version.ts'
import { startApp } from './startApp.ts'

const root = document.querySelector<HTMLElement>('#app')
if (!root) throw new Error('index.html needs an element with the id "app"')
await startApp({ openTablet: async () => openTablet(browserPorts({ version: appVersion })), root })
