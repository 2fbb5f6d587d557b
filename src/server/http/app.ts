import compress from '@fastify/compress'
import helmet from '@fastify/helmet'
import rateLimit from '@fastify/rate-limit'
import fastify, { type FastifyInstance, LogController } from 'fastify'
import { problemOf } from '../problems.ts'
import { callerOf, createGuard, tabletOf } from './access.ts'
import { createAnswerProblem } from './answers.ts'
import { appFiles } from './appFiles.ts'
import { careRoutes } from './careRoutes.ts'
import { doorRoutes } from './doorRoutes.ts'
import { eventRoutes } from './eventRoutes.ts'
import { answerFaults } from './faults.ts'
import { healthRoutes } from './healthRoutes.ts'
import { helloRoute } from './helloRoute.ts'
import type { House } from './house.ts'
import { numberRoutes } from './numberRoutes.ts'
import { pairingRoutes } from './pairingRoutes.ts'
import { paperRoutes } from './paperRoutes.ts'
import { printerRoute } from './printerRoute.ts'
import { probeRoute } from './probeRoute.ts'
import { salvageRoutes } from './salvageRoutes.ts'

const MAX_JSON_BYTES = 16 * 1024
/** The camera reads codes and takes pictures of papers, USB and Bluetooth lead to a printer; nothing else of the device is the app's business. */
const PERMISSIONS =
  'camera=(self), fullscreen=(self), screen-wake-lock=(self), usb=(self), bluetooth=(self), geolocation=(), microphone=(), payment=(), serial=(), hid=(), midi=(), display-capture=()'

/** Puts the routes together. The result is ready to answer but listens to nothing yet. */
export async function createApp(
  house: House,
  options: {
    files: string | null
    /** Whether browsers may never come to this name without encryption again. */
    https: boolean
  },
): Promise<FastifyInstance> {
  const logController = new LogController({ disableRequestLogging: true })
  const problem = createAnswerProblem(house.metrics)
  const app = fastify({
    loggerInstance: house.log,
    logController,
    bodyLimit: MAX_JSON_BYTES,
    // An address that cannot even be read meets no route and none of its hooks.
    frameworkErrors: (_fault, request, reply) => {
      problem(request, reply.header('X-Content-Type-Options', 'nosniff'), 'no-such-address')
    },
  })
  const guard = createGuard(house, problem)

  answerFaults(app, house, problem)
  // A page of somebody else's that has this server's address under its own name is sent away before anything is looked at.
  app.addHook('onRequest', async (request, reply) => {
    const { isHost, origin } = house.origins()
    if (isHost(request.headers.host)) return
    reply.header('Connection', 'close').header('X-Content-Type-Options', 'nosniff')
    // Somebody has typed the address in another way.
    if (request.method === 'GET' && String(request.headers.accept).includes('text/html')) {
      const { detail, status } = problemOf('wrong-origin', request.headers['accept-language'])
      return reply.code(status).type('text/plain; charset=utf-8').send(`${detail}\n\n${origin}\n`)
    }
    return problem(request, reply, 'wrong-origin', { origin })
  })
  app.addHook('onRequest', async (request, reply) => {
    if (!request.url.startsWith('/api')) return
    reply.header('Cache-Control', 'no-store').header('StayOpen-Server', house.epochs.now)
  })
  await app.register(helmet, {
    strictTransportSecurity: options.https,
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'", "'wasm-unsafe-eval'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        mediaSrc: ["'self'", 'blob:'],
        connectSrc: ["'self'"],
        workerSrc: ["'self'"],
        objectSrc: ["'none'"],
        frameAncestors: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'none'"],
        // No text becomes a program or markup: `src/app/trusted.ts` says which addresses may, and Vue makes its own nodes.
        'require-trusted-types-for': ["'script'"],
        'trusted-types': ['default', 'vue'],
      },
    },
  })
  app.addHook('onRequest', async (_request, reply) => {
    reply.header('Permissions-Policy', PERMISSIONS)
  })
  await app.register(rateLimit, {
    max: house.limits.requestsPerMinute,
    timeWindow: '1 minute',
    // A hall may sit behind one address: each tablet counts for itself, once its token is proved. A token that nobody
    // gave is an address like any other.
    async keyGenerator(request) {
      const caller = request.headers.authorization === undefined ? null : await callerOf(request, house)
      return caller?.status === 'known' ? caller.tablet.id : request.ip
    },
    onExceeded(request) {
      house.troubles.note('flood', tabletOf(request))
    },
  })
  await app.register(compress, { encodings: ['gzip'], globalDecompression: false, threshold: 1024 })

  app.removeContentTypeParser('text/plain')
  const takeBytes = (_request: unknown, body: Buffer, done: (fault: null, body: Buffer) => void) => done(null, body)
  app.addContentTypeParser(['application/x-ndjson', 'application/octet-stream'], { parseAs: 'buffer' }, takeBytes)

  pairingRoutes(app, house, guard, problem)
  doorRoutes(app, house, guard, problem)
  helloRoute(app, house, problem)
  eventRoutes(app, house, guard, problem)
  paperRoutes(app, house, guard, problem)
  numberRoutes(app, house, guard, problem)
  salvageRoutes(app, house, guard, problem)
  probeRoute(app, house, guard)
  careRoutes(app, house, guard, problem)
  printerRoute(app, house, guard, problem)
  healthRoutes(app, house, problem)
  await appFiles(app, options.files, problem)
  await app.ready()
  return app
}
