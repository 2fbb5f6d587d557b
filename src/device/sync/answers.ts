import * as v from 'valibot'

/** What came back over the wire, before anybody has judged it. */
export interface RawAnswer {
  readonly status: number
  readonly retryAfter: string | null
  /** The server epoch the answer names, if it does. */
  readonly server: string | null
  readonly text: string
}

/**
 * What an answer means. Only `ok` and a `problem` with a code come from the hall server for certain; a captive portal's
 * page, whatever its status, is `not-our-server`.
 */
export type Answer<Value> =
  | { readonly kind: 'ok'; readonly value: Value; readonly server: string | null }
  | { readonly kind: 'unreachable' }
  | { readonly kind: 'not-our-server' }
  | { readonly kind: 'unauthorised'; readonly code: string }
  | { readonly kind: 'revoked' }
  /** `code`: why, if it says so; `body`: what it says beside. */
  | { readonly kind: 'wait'; readonly ms: number; readonly code: string | null; readonly body: unknown }
  | { readonly kind: 'problem'; readonly status: number; readonly code: string; readonly body: unknown }

const Problem = v.looseObject({ code: v.pipe(v.string(), v.regex(/^[a-z0-9-]{1,64}$/)) })

/** Shortest and longest wait (ms) that a `Retry-After` can impose. */
const WAIT_LEAST_MS = 1_000
const WAIT_MOST_MS = 600_000
/** Longest (ms) where it is not the hall server that says so but something in between, such as a proxy. */
const WAIT_OF_OTHERS_MS = 10_000

/** Judges an answer by its status and its body. Never throws, whatever the body. */
export function judge<Schema extends v.GenericSchema>(
  raw: RawAnswer | null,
  schema: Schema,
): Answer<v.InferOutput<Schema>> {
  if (!raw) return { kind: 'unreachable' }
  const body = parse(raw.text)
  if (raw.status >= 200 && raw.status < 300) {
    const value = v.safeParse(schema, body)
    return value.success ? { kind: 'ok', value: value.output, server: raw.server } : { kind: 'not-our-server' }
  }
  const problem = v.safeParse(Problem, body)
  if (raw.status === 429 || raw.status === 503)
    return {
      kind: 'wait',
      ms: problem.success ? readWait(raw.retryAfter) : Math.min(readWait(raw.retryAfter), WAIT_OF_OTHERS_MS),
      code: problem.success ? problem.output.code : null,
      body,
    }
  if (!problem.success) return { kind: 'not-our-server' }
  const { code } = problem.output
  if (raw.status === 401) return { kind: 'unauthorised', code }
  if (raw.status === 403 && code === 'revoked') return { kind: 'revoked' }
  return { kind: 'problem', status: raw.status, code, body }
}

/** Reads `Retry-After` in seconds; a date or nonsense counts as the least. */
export function readWait(retryAfter: string | null): number {
  const seconds = Number(retryAfter)
  if (retryAfter === null || retryAfter.trim() === '' || !Number.isFinite(seconds)) return WAIT_LEAST_MS
  return Math.min(Math.max(seconds * 1_000, WAIT_LEAST_MS), WAIT_MOST_MS)
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
