import type { FastifyReply, FastifyRequest } from 'fastify'

/** So many bodies may be arriving, or being answered, of those who show no token: each may be megabytes. */
const BODIES_AT_ONCE = 16

/**
 * Keeps those of whom nobody knows who they are from filling the memory with what they send. Who comes is let in and the one
 * that has been there longest makes way: whoever is of the hall has sent its body in a moment, and nobody holds a place by
 * being slow.
 */
export function createStrangers(): (request: FastifyRequest, reply: FastifyReply) => Promise<void> {
  const here = new Set<FastifyRequest>()
  return async (request, reply) => {
    here.add(request)
    reply.raw.once('close', () => here.delete(request))
    const [longest] = here
    if (here.size <= BODIES_AT_ONCE || !longest) return
    here.delete(longest)
    longest.raw.destroy()
  }
}
