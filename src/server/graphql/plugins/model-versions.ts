import type { ApolloServerPlugin } from '@apollo/server';
import type { PredictionEvent } from '../../../resolvers';
import type { ServerContext } from '../server-context';

/** A version that answered. */
type AnsweringVersion = Pick<PredictionEvent, 'model' | 'version'>;

/**
 * Tells in the answer's `extensions.modelVersions` which versions predicted, each once, when the request
 * says `"extensions": {"modelVersions": true}`. It is there for clients that want to keep it beside every
 * prediction without asking for it in every query.
 */
export function modelVersions(): ApolloServerPlugin<ServerContext> {
  return {
    async requestDidStart({ request }) {
      if (request.extensions?.modelVersions !== true) return;
      return {
        async willSendResponse({ response: { body }, contextValue: { predictions } }) {
          if (body.kind !== 'single') return;
          const { extensions } = body.singleResult;
          body.singleResult.extensions = { ...extensions, modelVersions: distinct(predictions) };
        },
      };
    },
  };
}

function distinct(predictions: readonly PredictionEvent[]): AnsweringVersion[] {
  const versions = new Map<string, AnsweringVersion>();
  for (const { model, version } of predictions) versions.set(`${model}@${version}`, { model, version });
  return [...versions.values()];
}
