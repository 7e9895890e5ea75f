import type { Contract } from '../../contract';
import type { ContractFile } from '../contract-file';
import type { Inspection } from '../protocol';
import type { Batch } from './batch';
import { proposeFeatures } from './features';
import { proposeTarget, tensorsOf } from './target';

export interface ProposalSettings {
  /** Name of the model. */
  readonly name: string;
  readonly title: string;
  readonly batch: Batch;
  /** Whether outputs are taken as they are, whatever they look like; `open`: and with axes of any length. */
  readonly asTensors: boolean | 'open';
  /** The length of open axes where a tensor has several. */
  readonly openAxis: number;
}

/** Longer texts in a file are licences and logs, not descriptions. */
const longestDescription = 500;

/** A contract and binding for a model that only its shapes are known of; not sealed yet. */
export function proposeContract(inspection: Inspection, settings: ProposalSettings): ContractFile {
  const { name, title, batch, asTensors, openAxis } = settings;
  const { features, inputs } = proposeFeatures(inspection, batch, openAxis);
  const { target, outputs } =
    asTensors === false
      ? proposeTarget(inspection, batch)
      : tensorsOf(inspection, batch, { isOpen: asTensors === 'open' });
  const description = inspection.description.trim();
  const contract: Contract = {
    model: name,
    major: 1,
    title,
    ...(description !== '' && description.length <= longestDescription && { description }),
    features,
    target,
  };
  return { contract, binding: { kind: 'tensors', batch, inputs, outputs } };
}

/** A title for people, from the name of the model: `house-price` is "House price". */
export function titleOf(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1).replaceAll('-', ' ');
}
