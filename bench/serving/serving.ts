import { compared } from '../comparison';
import { interleave } from '../interleave';
import type { BenchPart } from '../part';
import { openContenders } from './contenders';

/** What one row costs at each layer, from the bare ONNX run to the whole HTTP server, all in this process. */
export const serving: BenchPart = {
  name: 'serving',
  title: 'one row, in process; each layer holds the ones before it',
  async run(registry) {
    const { contenders, close } = await openContenders(registry);
    try {
      const times = await interleave(contenders, { rounds: 41, turns: 50, warmUpRounds: 10 });
      return compared(times, [
        { of: 'apollo', to: 'onnx run' },
        { of: 'predictor', to: 'onnx run' },
        { of: 'http', to: 'onnx run' },
        { of: 'http', to: 'apollo' },
        { of: 'apollo again', to: 'apollo', note: 'A/A: the spread of the same thing' },
        { of: 'onnx run again', to: 'onnx run', note: 'A/A' },
      ]);
    } finally {
      await close();
    }
  },
};
