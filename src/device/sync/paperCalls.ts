import * as v from 'valibot'
import { type Answer, judge } from './answers.ts'
import { BYTES_PER_MS, type HallServer, PUSH_MS } from './hallServer.ts'

const PaperKept = v.object({ name: v.string(), bytes: v.pipe(v.number(), v.safeInteger(), v.minValue(0)) })

/** The hall server's calls about sealed papers. None throws; every one ends, and in bounded time where nothing comes any more. */
export interface PaperCalls {
  /** Brings a sealed paper; ok means that it is on the server's disk. */
  putPaper(name: string, bytes: Uint8Array): Promise<Answer<v.InferOutput<typeof PaperKept>>>
  /** Fetches a sealed paper. `missing`: the hall server says that it does not have it; `not-now`: it is not known whether it does. */
  getPaper(name: string): Promise<Uint8Array | 'missing' | 'shredded' | 'not-now'>
}

/** What the hall server knows of a paper that it does not give; whatever else comes instead says nothing of the paper. */
const ANSWERS: Readonly<Record<string, 'missing' | 'shredded'>> = { 'paper-unknown': 'missing', shredded: 'shredded' }

/** Makes them. Loaded with what is sealed: no first screen waits for them. */
export const createPaperCalls = ({ call }: Pick<HallServer, 'call'>): PaperCalls => ({
  async putPaper(name, bytes) {
    const more = { 'Content-Type': 'application/octet-stream' }
    const asked = { path: `/api/papers/${name}`, method: 'PUT', more, body: new Uint8Array(bytes) } as const
    const raw = await call(asked, PUSH_MS + bytes.length / BYTES_PER_MS)
    // A proxy in between refuses the size in its own words.
    if (raw?.status === 413) return { kind: 'problem', status: 413, code: 'too-large', body: undefined }
    return judge(raw, PaperKept)
  },

  async getPaper(name) {
    // A photograph takes minutes on a slow line: what is waited for is silence.
    const got = await call({ path: `/api/papers/${name}`, wantsBytes: true }, PUSH_MS)
    if (got?.bytes) return got.bytes
    const answer = judge(got, PaperKept)
    return (answer.kind === 'problem' && ANSWERS[answer.code]) || 'not-now'
  },
})
