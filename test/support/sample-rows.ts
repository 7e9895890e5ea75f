import type { CategorySpelling, Contract, Feature, Row, TensorFeature } from '../../src/contract';

/**
 * Rows that the contract accepts, all different: nullable features are now and then null or left out,
 * open categories unseen.
 */
export function sampleRows(contract: Contract, count: number, spelling: CategorySpelling = 'value'): Row[] {
  return Array.from({ length: count }, (_, index) => {
    const row: Record<string, Row[string]> = {};
    for (const [column, feature] of contract.features.entries()) {
      const turn = index * 13 + column * 5;
      if (feature.nullable && turn % 4 === 0) continue;
      row[feature.name] = feature.nullable && turn % 4 === 1 ? null : sampleCell(feature, turn, spelling);
    }
    return row;
  });
}

function sampleCell(feature: Feature, turn: number, spelling: CategorySpelling): Row[string] {
  switch (feature.kind) {
    case 'number': {
      const { min = 0, max = 1000, integer } = feature;
      const value = min + ((turn % 101) / 101) * (max - min);
      return integer ? Math.round(value) : value;
    }
    case 'category': {
      const { open, categories } = feature;
      if (open && (turn % 5 === 0 || categories.length === 0)) return `unseen ${turn}`;
      return categories[turn % categories.length][open ? 'value' : spelling];
    }
    case 'boolean':
      return turn % 2 === 0;
    case 'date':
      return feature.min ?? `20${String(turn % 30).padStart(2, '0')}-02-28`;
    case 'tensor':
      return Array.from({ length: sizeOf(feature) }, (_, at) => sampleElement(feature, turn + at));
    default:
      return feature satisfies never;
  }
}

/** An axis of any length has two elements. */
function sizeOf({ shape }: TensorFeature): number {
  return shape.reduce<number>((product, axis) => product * (axis ?? 2), 1);
}

function sampleElement(
  { dtype, min = 0, max = 100 }: TensorFeature,
  turn: number,
): number | string | boolean {
  if (dtype === 'string') return `text ${turn}`;
  if (dtype === 'bool') return turn % 2 === 0;
  const value = min + ((turn % 101) / 101) * (max - min);
  return dtype.startsWith('float') ? value : Math.round(value);
}
