export * from './attribute';
export * from './element-type';
export * from './graph-builder';
export * from './model-file';
export * from './onnx-runtime';
export * as operators from './operators';
export * from './tensor';
export * from './value';
