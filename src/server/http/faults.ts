import type { FastifyInstance } from 'fastify'
import { Stopping } from '../commitQueue.ts'
import { isDiskFull } from '../disk.ts'
import type { ProblemCode } from '../problems.ts'
import type { AnswerProblem } from './answers.ts'
import type { House } from './house.ts'

const codes: Readonly<Record<string, ProblemCode>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'too-large',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'wrong-media-type',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'body-cut-off',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'body-not-json',
  FST_ERR_CTP_INVALID_JSON_BODY: 'body-not-json',
  ECONNRESET: 'body-cut-off',
}

/** What was thrown becomes a problem with a code; only what nobody expected is an error for a developer. */
export function answerFaults(app: FastifyInstance, house: House, problem: AnswerProblem): void {
  app.setErrorHandler((fault, request, reply) => {
    if (fault instanceof Stopping) return problem(request, reply, 'stopping')
    const code = textOf(fault, 'code')
    const known = codes[code]
    if (known) return problem(request, reply, known)
    const status = fault instanceof Error && 'statusCode' in fault ? Number(fault.statusCode) : 500
    if (status === 429) return problem(request, reply, 'too-many-requests')
    if (status >= 400 && status < 500)
      return problem(request, reply, fault instanceof SyntaxError ? 'body-not-json' : 'bad-request')
    // The message and stack of a fault name code, never what a request contained.
    house.log.error({ code, fault: fault instanceof Error ? fault.stack : String(fault) }, 'request failed')
    return problem(
      request,
      reply,
      isDiskFull(fault) ? 'disk-full' : code.startsWith('SQLITE_') ? 'store-unavailable' : 'internal-error',
    )
  })
}

const textOf = (value: unknown, name: string): string =>
  typeof value === 'object' && value !== null && name in value ? String(Reflect.get(value, name)) : ''
