import type { CodegenConfig } from '@graphql-codegen/cli';

/** A typed client from the schema: `npm run codegen` writes examples/client/generated. */
const config: CodegenConfig = {
  schema: 'schema.graphql',
  documents: ['examples/client/**/*.ts', '!examples/client/generated/**'],
  generates: {
    'examples/client/generated/': {
      preset: 'client',
      presetConfig: { fragmentMasking: false },
      config: {
        useTypeImports: true,
        // How the scalars of graphql-scalars look in JSON.
        scalars: {
          BigInt: { input: 'number | string', output: 'string' },
          DateTime: 'string',
          JSONObject: 'Record<string, unknown>',
          LocalDate: 'string',
          SafeInt: 'number',
        },
        defaultScalarType: 'unknown',
      },
    },
  },
};

export default config;
