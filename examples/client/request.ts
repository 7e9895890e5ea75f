import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { print } from 'graphql';

interface Answer<Result> {
  readonly data?: Result | null;
  readonly errors?: readonly { readonly message: string }[];
}

/**
 * Sends a document; the types of its variables and of its result are in the document.
 *
 * @param url - of the server: `http://localhost:4000`
 * @throws Error with the server's messages
 */
export async function request<Result, Variables>(
  url: string,
  document: TypedDocumentNode<Result, Variables>,
  variables: Variables,
): Promise<Result> {
  const response = await fetch(new URL('/graphql', url), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: print(document), variables }),
  });
  const { data, errors = [] } = (await response.json()) as Answer<Result>;
  if (errors.length > 0) throw new Error(errors.map(({ message }) => message).join('\n'));
  if (data === undefined || data === null) throw new Error(`The server answered ${response.status}.`);
  return data;
}
