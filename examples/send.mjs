import { existsSync, readFileSync } from 'node:fs';

/**
 * Sends a document of this folder to a server and prints the answer:
 * `node examples/send.mjs models [http://localhost:4000]`.
 */
const [name = 'models', url = 'http://localhost:4000'] = process.argv.slice(2);
const file = (ending) => new URL(`${name}.${ending}`, import.meta.url);
const query = readFileSync(file('graphql'), 'utf8');
const variables = existsSync(file('variables.json'))
  ? JSON.parse(readFileSync(file('variables.json'), 'utf8'))
  : {};
try {
  const response = await fetch(new URL('/graphql', url), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables }),
  });
  console.log(JSON.stringify(await response.json(), undefined, 2));
  process.exitCode = response.ok ? 0 : 1;
} catch (error) {
  console.error(`No answer from ${url}: ${error.cause?.message ?? error.message}. Is the server running?`);
  process.exitCode = 1;
}
