// Must come first: it is too late once the library is loaded.
import './telemetry';

export { InferenceSession, Tensor as RuntimeTensor } from 'onnxruntime-node';
