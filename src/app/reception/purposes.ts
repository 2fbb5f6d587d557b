import { offeredIn } from '#domain/settings/queries.ts'
import type { Settings } from '#domain/settings/settings.ts'
import type { Bilingual } from '#domain/shapes.ts'

/** Every service that is offered and every open queue, as choices of one list: `service:SV07`, `queue:B`. */
export function purposeChoices(settings: Settings, named: (name: Bilingual) => string) {
  return settings.queues
    .filter(({ open }) => open)
    .flatMap((queue) => [
      { value: `queue:${queue.id}`, label: `${queue.prefix} ${named(queue.name)}` },
      ...offeredIn(settings, queue).map(({ id, name }) => ({
        value: `service:${id}`,
        label: `${queue.prefix} · ${named(name)}`,
      })),
    ])
}

/** What a choice of that list means for a ticket. */
export function parsePurpose(settings: Settings, value: string): { queue: string; service: string | null } {
  const id = value.slice(value.indexOf(':') + 1)
  const service = value.startsWith('service:') ? settings.services.find((each) => each.id === id) : undefined
  return service ? { queue: service.queue, service: id } : { queue: id, service: null }
}
