// A worker that does as the test says: the order's registry names what the process does once it is started.
// Versions that are kept out are not met, as in a real worker.
const tell = (message) => new Promise((resolve) => process.send(message, resolve));

const plays = {
  serve: () => ready(),
  partial: () =>
    ready({
      isPartial: true,
      problems: [{ subject: 'plain@1.0.0', code: 'REGISTRY_UNREACHABLE', reason: 'EIO' }],
    }),
  async refuse() {
    const parts = { subject: 'The registry', expected: 'hold a model' };
    await tell({ kind: 'failed', error: { code: 'MODEL_NOT_FOUND', parts } });
    process.exit(1);
  },
  async crash() {
    await tell({ kind: 'loading', version: 'plain@1.1.0' });
    process.kill(process.pid, 'SIGSEGV');
  },
  async loop() {
    await tell({ kind: 'loading', version: 'plain@1.1.0' });
    for (;;);
  },
  async dieSilently() {
    process.exit(3);
  },
  async dieLater() {
    await ready();
    process.exit(4);
  },
};

function ready(offer = {}) {
  return tell({ kind: 'ready', offer: { models: ['plain'], problems: [], isPartial: false, ...offer } });
}

process.on('message', (message) => {
  if (message.kind === 'retire') process.exit(0);
  if (message.kind !== 'start') return;
  const { environment, quarantined } = message.order;
  setInterval(() => void tell({ kind: 'alive' }), 50);
  void plays[quarantined.length > 0 ? 'serve' : environment.registry]();
});
process.on('disconnect', () => process.exit(0));
