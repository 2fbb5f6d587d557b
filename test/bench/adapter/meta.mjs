/** How a bench of sync stacks side by side names this one; `server.mjs` and `client.mjs` are its two ends. */
export default {
  label: 'StayOpen (everything on)',
  packages: [],
  server: 'the real hall server: Fastify app, admission, commit queue, libsql',
  serverDurability: 'WAL fsync (synchronous=FULL) before every ack, group commit',
  order:
    'A flushes its OPFS journal, folds, signs, POSTs, and IndexedDB (strict) follows; the server checks chain, signature and bodies, fsyncs, then streams; B commits IndexedDB (strict), folds, then callback',
  notes:
    'the real tablet (openTablet) without screens; one record = one hall event: waiting → TicketIssued, others → SlipPrinted on the newest ticket, the record rides in the body',
}
