import type { Logger } from '../log/logging';
import { otlpBody } from './otlp';
import type { Span } from './span';
import type { TracingSettings } from './tracing-settings';

/** Spans wait for company for so long. */
const everyMs = 2000;

/** Spans of one message. */
const mostAtOnce = 512;

/** Spans that may wait: some 2 MB. When the collector is away or slow, the rest is lost, and not the server. */
const mostWaiting = 4096;

const timeoutMs = 5000;

/** Sends spans to a collector, many together, one message after the other, and none twice. */
export class SpanExporter {
  #waiting: Span[] = [];
  #lost = 0;
  #isTroubled = false;
  #sending: Promise<void> | undefined;
  readonly #timer = setInterval(() => void this.flush(), everyMs).unref();

  constructor(
    private readonly settings: TracingSettings,
    private readonly logger: Logger,
  ) {}

  add(spans: readonly Span[]): void {
    if (this.#waiting.length + spans.length > mostWaiting) this.#lost += spans.length;
    else this.#waiting.push(...spans);
    if (this.#waiting.length >= mostAtOnce) void this.flush();
  }

  /** Sends what waits; never fails. */
  flush(): Promise<void> {
    this.#sending ??= this.#sendAll().finally(() => {
      this.#sending = undefined;
    });
    return this.#sending;
  }

  /** Sends what waits, and ends. */
  async close(): Promise<void> {
    clearInterval(this.#timer);
    await this.flush();
  }

  async #sendAll(): Promise<void> {
    while (this.#waiting.length > 0) {
      const spans = this.#waiting.splice(0, mostAtOnce);
      try {
        await this.#send(spans);
        if (this.#isTroubled) this.logger.info('traces are sent again', { lost: this.#lost });
        this.#isTroubled = false;
        this.#lost = 0;
      } catch (error) {
        this.#lost += spans.length;
        // Once until it works again: it would be the same line every two seconds.
        if (!this.#isTroubled) this.logger.warn('traces cannot be sent', { url: this.settings.url, error });
        this.#isTroubled = true;
        // The rest waits for the next time, and the end of the process does not wait for all of it.
        return;
      }
    }
  }

  async #send(spans: readonly Span[]): Promise<void> {
    const { url, headers, service } = this.settings;
    const response = await fetch(url, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json' },
      body: otlpBody(service, spans),
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
    });
    await response.body?.cancel();
    if (!response.ok) throw new Error(`The collector must take traces, got status ${response.status}.`);
  }
}
