import type { CategorySpelling, Cell, Contract, Feature, Row } from '../../src/contract';

/**
 * Rows that the contract accepts, all different: nullable features are now and then null or left out,
 * open categories unseen.
 */
export function sampleRows(contract: Contract, count: number, spelling: CategorySpelling = 'value'): Row[] {
  return Array.from({ length: count }, (_, index) => {
    const row: Record<string, Cell> = {};
    for (const [column, feature] of contract.features.entries()) {
      const turn = index * 13 + column * 5;
      if (feature.nullable && turn % 4 === 0) continue;
      row[feature.name] = feature.nullable && turn % 4 === 1 ? null : sampleCell(feature, turn, spelling);
    }
    return row;
  });
}

function sampleCell(feature: Feature, turn: number, spelling: CategorySpelling): Cell {
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
    default:
      return feature satisfies never;
  }
}
