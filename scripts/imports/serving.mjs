/**
 * What serves, and what it must not reach by any way: `npm run check` sees to it, and
 * scripts/assemble-serving.mjs leaves it out of the image.
 */
export const serving = {
  entries: ['server', 'cli/serve.ts'],
  rooms: ['training', 'models', 'assessment', 'data', 'profile', 'scaffold', 'importing', 'index'],
  packages: ['@tensorflow', '@duckdb', '@swc'],
};
