import { existsSync } from 'node:fs'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'
import type { AnswerProblem } from './answers.ts'

/**
 * The tablets' app. Hashed files never change; the page and the service worker are asked for anew each time. Any other
 * address opened in a browser gets the page, so that deep links work; nothing under /api ever does. Most files lie there
 * compressed as well: the build has done that once, for all tablets.
 */
export async function appFiles(app: FastifyInstance, folder: string | null, problem: AnswerProblem): Promise<void> {
  const present = folder !== null && existsSync(join(folder, 'index.html'))
  if (present) {
    await app.register(fastifyStatic, {
      root: folder,
      cacheControl: false,
      preCompressed: true,
      // What the build notes for itself.
      dotfiles: 'ignore',
      setHeaders(reply, path) {
        const hashed = path.replaceAll('\\', '/').includes('/assets/')
        reply.header('Cache-Control', hashed ? 'public, max-age=31536000, immutable' : 'no-cache')
        // The page that explains the certificate shows it: where it appears, the certificate is trusted.
        if (/trusted\.svg(\.gz)?$/.test(path)) reply.header('Cross-Origin-Resource-Policy', 'cross-origin')
      },
    })
  }
  app.setNotFoundHandler(async (request, reply) => {
    const { headers, method, url } = request
    const navigation = method === 'GET' && String(headers.accept ?? '').includes('text/html')
    if (!present || !navigation || /^\/api(\/|\?|$)/.test(url)) return problem(request, reply, 'no-such-address')
    return reply.header('Cache-Control', 'no-cache').sendFile('index.html')
  })
}
