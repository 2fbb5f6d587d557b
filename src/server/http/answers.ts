import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Metrics } from '../metrics.ts'
import { type ProblemCode, problemOf } from '../problems.ts'

/** Answers with a problem; facts are what the reader needs beside the code, such as `expected` or `n`. */
export type AnswerProblem = (
  request: FastifyRequest,
  reply: FastifyReply,
  code: ProblemCode,
  facts?: Readonly<Record<string, unknown>>,
) => FastifyReply

/** Seconds after which it is worth trying again. */
const RETRY_SECONDS: Partial<Record<ProblemCode, number>> = {
  'clock-behind': 10,
  'clock-doubted': 10,
  'clock-leapt': 10,
  gathering: 5,
  'disk-full': 2,
  'too-many-papers': 60,
  'too-many-journals': 600,
  'too-much-today': 600,
  'store-unavailable': 5,
  stopping: 2,
}

/** Makes the one way in which problems are answered. */
export const createAnswerProblem =
  (metrics: Metrics): AnswerProblem =>
  (request, reply, code, facts = {}) => {
    metrics.problems.inc({ code })
    const problem = problemOf(code, request.headers['accept-language'])
    const retry = RETRY_SECONDS[code]
    if (retry !== undefined) reply.header('Retry-After', String(retry))
    if (problem.status === 401) reply.header('WWW-Authenticate', 'Bearer')
    return reply
      .code(problem.status)
      .header('Cache-Control', 'no-store')
      .type('application/problem+json; charset=utf-8')
      .send(JSON.stringify({ ...problem, ...facts }))
  }
