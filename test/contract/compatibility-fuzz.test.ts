import { buildSchema, findBreakingChanges } from 'graphql';
import { type Contract, compareContracts, compileRowCheck, type Feature } from '../../src/contract';
import { randomContract } from './random-contract';
import { validRow } from './random-row';
import { forSeeds, type RandomSource } from './random-source';

describe('any two contracts', () => {
  /** The part of the GraphQL schema that a contract decides, written without the code under test. */
  function sdl({ features, target }: Contract): string {
    const typeOf = (feature: Feature) => {
      const types = {
        number: 'Float',
        boolean: 'Boolean',
        date: 'Date',
        category: `${feature.name}Enum`,
        tensor: '[Float!]',
      };
      if (feature.kind === 'number' && feature.integer) return 'Int';
      return feature.kind === 'category' && feature.open ? 'String' : types[feature.kind];
    };
    const names = (categories: readonly { name: string }[]) => categories.map(({ name }) => name).join(' ');
    const enums = features.flatMap((feature) =>
      feature.kind === 'category' && !feature.open
        ? `enum ${feature.name}Enum { ${names(feature.categories)} }`
        : [],
    );
    if (target.task === 'classification') enums.push(`enum Label { ${names(target.classes)} }`);
    const fields = features.map(
      (feature) => `${feature.name}: ${typeOf(feature)}${feature.nullable ? '' : '!'}`,
    );
    return `scalar Date ${enums.join('\n')}
      input Row { ${fields.join('\n')} }
      type Result { ${target.name}: ${target.task === 'regression' ? 'Float' : 'Label'}! }
      type Query { predict(inputs: [Row!]!): [Result!]! }`;
  }

  /** The contract with some of its features changed, added and removed. */
  function edited({ features, ...rest }: Contract, random: RandomSource): Contract {
    const others = randomContract(random);
    const kept = features.filter(() => random.chance(0.9));
    const changed = kept.map((feature): Feature => {
      if (random.chance(0.2)) {
        const [other] = randomContract(random).features;
        return { ...other, name: feature.name };
      }
      if (feature.kind === 'tensor') return feature;
      if (random.chance(0.2) && !(feature.kind === 'number' && feature.missingValues)) {
        return { ...feature, nullable: !feature.nullable };
      }
      if (feature.kind === 'number' && random.chance(0.1)) return { ...feature, integer: !feature.integer };
      if (feature.kind === 'number' && feature.min !== undefined && random.chance(0.5)) {
        return { ...feature, min: feature.min + random.whole(-3, 1) };
      }
      if (feature.kind === 'category' && feature.categories.length > 1 && random.chance(0.5)) {
        return { ...feature, categories: feature.categories.slice(random.whole(0, 1)) };
      }
      return feature;
    });
    const added = others.features.filter(
      ({ name }) => random.chance(0.1) && !features.some((f) => f.name === name),
    );
    const all = [...changed, ...added];
    return {
      ...rest,
      features: all.length > 0 ? all : features,
      target: random.chance(0.1) ? others.target : rest.target,
    };
  }

  it('break clients whenever graphql finds that their schemas do', () => {
    let breaking = 0;
    forSeeds(200, (random) => {
      const before = randomContract(random);
      const after = edited(before, random);
      const found = findBreakingChanges(buildSchema(sdl(before)), buildSchema(sdl(after)));
      if (found.length === 0) return;
      breaking++;
      if (compareContracts(before, after).some((change) => change.breaking)) return;
      throw new Error(`not seen: ${found.map(({ description }) => description).join(' ')}`);
    });
    expect(breaking).toBeGreaterThan(50);
  });

  it('have clients that work with both when no change is breaking', () => {
    let compatible = 0;
    forSeeds(500, (random) => {
      const before = randomContract(random);
      const after = edited(before, random);
      if (compareContracts(before, after).some((change) => change.breaking)) return;
      compatible++;
      const rows = Array.from({ length: 5 }, () => validRow(before, random, 'name'));
      expect(compileRowCheck(after, 'name').violations(rows)).toEqual([]);
    });
    expect(compatible).toBeGreaterThan(50);
  });

  it('do not differ when they are one', () => {
    forSeeds(100, (random) => {
      const contract = randomContract(random);
      expect(compareContracts(contract, JSON.parse(JSON.stringify(contract)))).toEqual([]);
    });
  });
});
