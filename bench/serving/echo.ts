import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** As long as the true answer. */
const answer = JSON.stringify({ data: { predictHousePriceV1: { predictions: [{ salePrice: 181234.56 }] } } });

/** The least that a JSON API over HTTP can be: it parses what it gets and answers at once, always the same. */
const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    if (chunks.length > 0) JSON.parse(Buffer.concat(chunks).toString());
    response.setHeader('content-type', 'application/json');
    response.end(answer);
  });
});

server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo;
  console.log(JSON.stringify({ url: `http://127.0.0.1:${port}` }));
});
