import type { Contract, Manifest, Row } from '../../dist/contract';
import { openRegistry } from '../../dist/registry';
import { clientRow } from './client-row';

/** Variants of each golden row: nobody shall win by remembering a few answers. */
const variants = 16;

const query = `query Predict($inputs: [HousePriceV1Input!]!) {
  predictHousePriceV1(inputs: $inputs) { predictions { salePrice } }
}`;

/** What a request's body holds. */
export interface PriceRequest {
  readonly query: string;
  readonly variables: { readonly inputs: readonly Row[] };
}

/** Requests for the price of one house each, and what they are about. */
export interface PriceRequests {
  readonly manifest: Manifest;
  readonly artifact: Uint8Array;
  /** The row of each request, as the model knows it. */
  readonly rows: readonly Row[];
  /** The bodies of the requests, in the same order. */
  readonly bodies: readonly string[];
}

/** @param location - of a registry that holds house-price */
export async function openPriceRequests(location: string): Promise<PriceRequests> {
  const registry = await openRegistry(location, { mustExist: true });
  const manifest = await registry.manifest('house-price', '1.0.0');
  const golden = await registry.golden(manifest);
  const rows = golden.rows.flatMap((row) =>
    Array.from({ length: variants }, (_, more) => ({ ...row, lotArea: Number(row.lotArea) + more })),
  );
  const artifact = await registry.artifact(manifest);
  return { manifest, artifact, rows, bodies: rows.map((row) => priceRequest(manifest.contract, [row])) };
}

/** The body of a request for the prices of houses, row by row. */
export function priceRequest(contract: Contract, rows: readonly Row[]): string {
  const inputs = rows.map((row) => clientRow(contract, row));
  return JSON.stringify({ query, variables: { inputs } } satisfies PriceRequest);
}

/** The prices in the data of an answer to {@link priceRequest}. */
export function rowPrices(data: unknown): readonly number[] {
  const { predictHousePriceV1 } = data as { predictHousePriceV1: { predictions: { salePrice: number }[] } };
  return predictHousePriceV1.predictions.map(({ salePrice }) => salePrice);
}

/** A bench of wrong answers would be worth nothing. */
export function assertPrices(answer: string, prices: readonly number[], pricesOf = rowPrices): void {
  const { data } = JSON.parse(answer) as { data?: unknown };
  const got = data ? pricesOf(data) : [];
  const isRight = (price: number, row: number) => Math.abs(got[row] - price) <= 1e-5 * price;
  if (got.length !== prices.length || !prices.every(isRight)) {
    throw new Error(`The server must answer ${prices.slice(0, 10).join(', ')}, got ${answer.slice(0, 500)}`);
  }
}
