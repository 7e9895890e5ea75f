import { once } from 'node:events';
import { Agent, type IncomingMessage, request } from 'node:http';
import { text } from 'node:stream/consumers';

/** What became of the requests of a load. */
export interface LoadReport {
  /** Answered as they should be. */
  readonly answered: number;
  /** How often each went wrong: the code of a broken connection, or what is wrong with the answer. */
  readonly failures: Readonly<Record<string, number>>;
  /** Failures that came before the request was on its way: nobody can have lost it. */
  readonly refused: number;
}

export interface Load {
  readonly report: LoadReport;
  /** Resolves when so many more requests were answered. */
  answers(count: number): Promise<void>;
  /** Ends it when the requests under way are answered. */
  stop(): Promise<LoadReport>;
}

export interface LoadOptions {
  readonly clients: number;
  /** The body of every request. */
  readonly body: string;
  /** What is wrong with the body of an answer; undefined when nothing is. */
  readonly fault: (answer: string) => string | undefined;
}

/** Clients that each send one request after the other over a connection that they keep. */
export function startLoad(url: string, { clients, body, fault }: LoadOptions): Load {
  let answered = 0;
  let refused = 0;
  let isOver = false;
  const failures: Record<string, number> = {};
  const waiting = new Set<() => void>();

  async function client(): Promise<void> {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    while (!isOver) {
      const problem = await ask(`${url}/graphql`, agent, body, fault);
      if (problem === undefined) answered++;
      else if (problem === 'ECONNREFUSED') refused++;
      else failures[problem] = (failures[problem] ?? 0) + 1;
      for (const look of waiting) look();
      // A server that is away is not asked thousands of times a second.
      if (problem !== undefined) await new Promise((resolve) => setTimeout(resolve, 20));
    }
    agent.destroy();
  }
  const all = Promise.all(Array.from({ length: clients }, client));
  const report = () => ({ answered, refused, failures: { ...failures } });
  return {
    get report() {
      return report();
    },
    answers(count) {
      const wanted = answered + count;
      return new Promise((resolve) => {
        const look = () => {
          if (answered < wanted) return;
          waiting.delete(look);
          resolve();
        };
        waiting.add(look);
      });
    },
    async stop() {
      isOver = true;
      await all;
      return report();
    },
  };
}

/** What is wrong with the answer to one request; undefined when nothing is. */
async function ask(
  url: string,
  agent: Agent,
  body: string,
  fault: LoadOptions['fault'],
): Promise<string | undefined> {
  try {
    const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
    const sent = request(url, { method: 'POST', agent, headers, timeout: 60_000 });
    sent.once('timeout', () => sent.destroy(new Error('no answer in a minute')));
    sent.end(body);
    const [response] = (await once(sent, 'response')) as [IncomingMessage];
    const answer = await text(response);
    return response.statusCode === 200 ? fault(answer) : `status ${response.statusCode}`;
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    return code ?? message;
  }
}
