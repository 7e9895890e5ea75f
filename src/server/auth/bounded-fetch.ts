/** A set of public keys has some kilobytes. */
const mostBytes = 256 * 1024;

/**
 * Fetches a small document: no redirect, and no more bytes than a set of keys can have.
 *
 * @throws Error when the answer is longer
 */
export async function boundedFetch(url: string, init: RequestInit): Promise<Response> {
  const response = await fetch(url, { ...init, redirect: 'error' });
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > mostBytes) throw new Error(`The answer of ${url} has more than ${mostBytes} bytes.`);
    chunks.push(chunk);
  }
  return new Response(Buffer.concat(chunks), response);
}
