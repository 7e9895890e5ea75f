import { bulk } from './bulk/bulk';
import { coldstart } from './coldstart/coldstart';
import type { BenchPart } from './part';
import { serving } from './serving/serving';
import { training } from './training/training';

/** Every part, in the order in which they run. */
export const parts: readonly BenchPart[] = [serving, bulk, training, coldstart];
