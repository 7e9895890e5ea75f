// What refusing hostile requests costs a server, in milliseconds of CPU:
//   node scripts/measure-refusals.mjs <registry> [build, default dist]
// Starts a server of the build in a process of its own, sends each attack five times and prints the median.
// Exits with 1 when one costs more than 100 ms or is not refused.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { request } from 'node:http';
import { connect } from 'node:net';
import { join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { attacks } from './refusals/attacks.mjs';

const [registry, build = join(import.meta.dirname, '../dist')] = process.argv
  .slice(2)
  .map((path) => resolve(path));
if (registry === undefined) {
  console.error('The registry must be named: node scripts/measure-refusals.mjs <registry>');
  process.exit(2);
}
const [rounds, mostMs] = [5, 100];

const server = fork(join(import.meta.dirname, 'refusals/server.mjs'), [build, registry], {
  stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
});
const [{ port }] = await once(server, 'message');

async function cpuMs() {
  server.send('usage');
  const [{ user, system }] = await once(server, 'message');
  return (user + system) / 1000;
}

/** Sends a request; resolves with its status once the server has answered or closed the connection. */
async function send({ method = 'POST', path = '/graphql', headers = {}, body = '' }) {
  const sent = request({
    port,
    host: '127.0.0.1',
    method,
    path,
    headers: { 'content-type': 'application/json', ...headers },
  });
  sent.on('error', () => {});
  sent.end(body);
  const [response] = await once(sent, 'response');
  await text(response).catch(() => '');
  return response.statusCode;
}

/** Sends bytes as they are; resolves with the status that came back. */
async function sendRaw(bytes) {
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => {});
  socket.write(bytes);
  const answer = await text(socket).catch(() => '');
  return Number(/^HTTP\/1.1 (\d+)/.exec(answer)?.[1]);
}

let failed = false;
for (const { name, make } of attacks) {
  const costs = [];
  let status;
  for (let round = 0; round < rounds; round++) {
    // Another text each time: the verdict on one that came before is remembered.
    const attack = make(round);
    const before = await cpuMs();
    status = typeof attack === 'string' ? await sendRaw(attack) : await send(attack);
    costs.push((await cpuMs()) - before);
  }
  const median = costs.toSorted((a, b) => a - b)[Math.floor(rounds / 2)];
  const isFine = median <= mostMs && status >= 400 && status < 500;
  failed ||= !isFine;
  console.log(
    `${isFine ? 'ok  ' : 'FAIL'} ${String(status)} ${median.toFixed(1).padStart(7)} ms  first ${costs[0].toFixed(1)} ms  ${name}`,
  );
}
server.kill();
process.exitCode = failed ? 1 : 0;
