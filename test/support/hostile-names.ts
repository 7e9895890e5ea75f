/**
 * What must be refused wherever a model, an alias or a version is named: texts that would lead out of a
 * registry, that look like another name, or that are no name at all.
 */
export const hostileNames: readonly string[] = [
  '../x',
  '..',
  '.',
  'a/b',
  'a\\b',
  '/etc/passwd',
  '%2e%2e',
  '%2e%2e%2fx',
  'x\0',
  'house-price\0',
  'x'.repeat(300),
  // Cyrillic о, full-width letters, a hyphen that is none, a combining accent.
  'h\u043euse-price',
  '\uff48\uff4f\uff55\uff53\uff45-price',
  'house\u2010price',
  'house-price\u0301',
  'house-price\u200b',
  '\u202eecirp-esuoh',
  'House-Price',
  'house-price ',
  ' house-price',
  'house-price\n',
  'house--price',
  '__proto__',
  'house_price',
  '~',
  '$(id)',
  '',
];
