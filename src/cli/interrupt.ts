/**
 * Calls back at the first Ctrl-C, which then does not end the process; the next one does.
 *
 * @returns what gives Ctrl-C back
 */
export function onInterrupt(callback: () => void): () => void {
  process.once('SIGINT', callback);
  return () => void process.off('SIGINT', callback);
}
