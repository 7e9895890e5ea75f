/**
 * The bytes of a stream, cut after `mostBytes`: whatever its sender promised, it takes no more memory than
 * that. The stream is ended either way.
 */
export async function readAtMost(stream: AsyncIterable<Uint8Array>, mostBytes: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let left = mostBytes;
  for await (const chunk of stream) {
    chunks.push(chunk.subarray(0, left));
    left -= chunk.byteLength;
    if (left <= 0) break;
  }
  return Buffer.concat(chunks);
}
