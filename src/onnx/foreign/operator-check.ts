import { shown } from '../../contract';
import type { ModelProto } from '../gen/onnx_pb';
import { domainName, newestReadable } from './format-check';
import { nodeName, placedNodes } from './graph-places';
import { refusal } from './refusal';

/** Operators that open files by a path that the model chooses. */
const fileReaders = new Set(['EPContext']);

/**
 * Refuses operators of domains that ONNX Runtime does not have unless the file itself defines them as
 * functions, and those that read files. Whether a domain has the operator is for ONNX Runtime to say.
 *
 * @param subject - the file, for messages
 * @throws PredictqlError `MODEL_REFUSED` naming the first such node
 */
export function assertOperators(model: ModelProto, subject: string): void {
  const functions = new Set(model.functions.map(({ domain, name }) => `${domainName(domain)}:${name}`));
  for (const { nodes, place } of placedNodes(model)) {
    for (const node of nodes) {
      const domain = domainName(node.domain);
      if (functions.has(`${domain}:${node.opType}`)) continue;
      if (fileReaders.has(node.opType)) {
        throw refusal({
          subject: `${subject}: ${nodeName(node)}${place}`,
          expected: 'not read other files',
          received: `operator ${node.opType}, which does`,
          remedy: 'Export the model without compiled parts.',
        });
      }
      if (Object.hasOwn(newestReadable.opsets, domain)) continue;
      throw refusal({
        subject: `${subject}: ${nodeName(node)}${place}`,
        expected: `use an operator of ${Object.keys(newestReadable.opsets).join(', ')} or a function of the file`,
        received: `${shown(node.opType)} of the domain ${shown(domain)}`,
        remedy: 'Export the model without custom operators.',
      });
    }
  }
}
