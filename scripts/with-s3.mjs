// Runs a command with an S3-compatible server of its own: node scripts/with-s3.mjs npx jest test/registry
// The command sees S3_ENDPOINT, S3_TEST_BUCKET and credentials that open nothing else. Where the server
// cannot be installed, the command runs without it, and the tests that need it skip.
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { installServer, startServer } from './s3/start-server.mjs';

const bucket = 'predictql-test';
const [command, ...parameters] = process.argv.slice(2);
if (command === undefined) {
  console.error('A command must follow: node scripts/with-s3.mjs npm test');
  process.exit(2);
}

const server = process.env.S3_ENDPOINT ? undefined : await serverIfPossible();
const child = spawn(command, parameters, {
  stdio: 'inherit',
  env: server === undefined ? process.env : { ...process.env, ...(await environmentOf(server)) },
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
const status = await new Promise((resolve) => {
  child.once('error', (error) => {
    console.error(`${command} must run, got ${error.message}.`);
    resolve(127);
  });
  child.once('close', (code, signal) => resolve(code ?? 128 + constants.signals[signal]));
});
await server?.stop();
process.exitCode = status;

async function serverIfPossible() {
  try {
    const started = await startServer(installServer());
    console.log(`An S3-compatible server for tests answers at ${started.endpoint}`);
    return started;
  } catch (error) {
    console.error(error.message);
    console.error('NO S3 SERVER: the tests that need one will skip. Set S3_ENDPOINT to run them on another.');
    return undefined;
  }
}

async function environmentOf({ endpoint }) {
  const made = await fetch(`${endpoint}/${bucket}`, { method: 'PUT' });
  if (!made.ok) throw new Error(`The bucket ${bucket} must be made, got HTTP ${made.status}.`);
  return {
    S3_ENDPOINT: endpoint,
    S3_TEST_BUCKET: bucket,
    AWS_ACCESS_KEY_ID: 'predictql',
    AWS_SECRET_ACCESS_KEY: 'predictql',
    AWS_REGION: 'us-east-1',
    // Nothing asks the cloud, where this may run, who it is.
    AWS_EC2_METADATA_DISABLED: 'true',
  };
}
