import type { Contract, Row } from '../../dist/contract';
import type { Comparison } from '../section';
import { clientRow } from '../serving/client-row';
import { priceRequest, rowPrices } from '../serving/price-requests';

/** A way to ask for many rows at once. */
export interface Form {
  readonly name: string;
  bodyOf(contract: Contract, rows: readonly Row[]): string;
  /** The prices in the data of an answer. */
  pricesOf(data: unknown): readonly number[];
  /** Rows per second, as a share of what ONNX Runtime alone does. */
  readonly wanted?: Comparison<never>['wanted'];
}

const columnsQuery = `query Predict($columns: HousePriceV1Columns!) {
  predictHousePriceV1Columns(columns: $columns) { values }
}`;

const columns: Form = {
  name: 'columns',
  wanted: { atLeast: 0.5 },
  bodyOf(contract, rows) {
    const written = rows.map((row) => clientRow(contract, row));
    const lists = contract.features.map(({ name }) => [name, written.map((row) => row[name])]);
    return JSON.stringify({ query: columnsQuery, variables: { columns: Object.fromEntries(lists) } });
  },
  pricesOf(data) {
    return (data as { predictHousePriceV1Columns: { values: number[] } }).predictHousePriceV1Columns.values;
  },
};

export const forms: readonly Form[] = [columns, { name: 'rows', bodyOf: priceRequest, pricesOf: rowPrices }];
