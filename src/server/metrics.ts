import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'

/** Figures for Prometheus. None of them names a person, a tablet or a ticket. */
export function createMetrics() {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const registers = [registry]
  return {
    text: () => registry.metrics(),
    contentType: registry.contentType,
    stop: () => registry.clear(),
    events: new Counter({ name: 'stayopen_events_total', help: 'Events admitted.', registers }),
    quarantined: new Counter({ name: 'stayopen_quarantined_total', help: 'Events quarantined.', registers }),
    forks: new Counter({ name: 'stayopen_forks_total', help: 'Pushes that forked a journal.', registers }),
    problems: new Counter({
      name: 'stayopen_problems_total',
      help: 'Problems answered, by code.',
      labelNames: ['code'],
      registers,
    }),
    commit: new Histogram({
      name: 'stayopen_commit_seconds',
      help: 'Time of one durable group commit.',
      buckets: [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.5, 2],
      registers,
    }),
    group: new Histogram({
      name: 'stayopen_commit_events',
      help: 'Events in one group commit.',
      buckets: [1, 2, 5, 10, 20, 50, 100, 500, 2000],
      registers,
    }),
    listeners: new Gauge({ name: 'stayopen_listeners', help: 'Open live streams.', registers }),
  }
}

export type Metrics = ReturnType<typeof createMetrics>
