import { BadRun } from '#device/hallLog/badRun.ts'
import { commandCalled } from '#domain/whole.ts'
import { openHallServer } from '#server/hallServer.ts'
import { openTablet } from '#support/openTablet.ts'

/** What tablets and the hall server run: the program as it is here, or one before it. */
export interface Build {
  readonly openTablet: typeof openTablet
  readonly openHallServer: typeof openHallServer
  readonly commandCalled: typeof commandCalled
  /** What it reports when what it is told cannot be. */
  readonly BadRun: typeof BadRun
}

/** This very program. Put together by itself, with less in it, it is the one before. */
export const build: Build = { openTablet, openHallServer, commandCalled, BadRun }
