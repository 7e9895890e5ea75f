// onnxruntime-node reports sessions to its maker and keeps a file in the user's home. A server that answers
// for other people's data does neither. The library reads the variable when it is loaded.
process.env.ORT_DISABLE_TELEMETRY ??= '1';
