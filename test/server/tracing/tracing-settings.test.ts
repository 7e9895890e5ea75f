import { readEnvironment } from '../../../src/server';

it('traces nothing unless there is somewhere to send it', () => {
  expect(readEnvironment({ OTEL_SERVICE_NAME: 'x' }).tracing).toBeUndefined();
});

it.each(['http://collector:4318', 'http://collector:4318/'])('finds the path of %s', (endpoint) => {
  expect(readEnvironment({ OTEL_EXPORTER_OTLP_ENDPOINT: endpoint }).tracing).toEqual({
    url: 'http://collector:4318/v1/traces',
    headers: {},
    service: 'predictql',
    share: 1,
  });
});

it.each([
  ['OTEL_EXPORTER_OTLP_ENDPOINT', 'collector:4318', 'be an address with http or https'],
  ['OTEL_EXPORTER_OTLP_ENDPOINT', 'ftp://collector', 'be an address with http or https'],
  ['OTEL_EXPORTER_OTLP_HEADERS', 'a', 'be headers like name=value, with commas between them'],
  ['OTEL_EXPORTER_OTLP_HEADERS', 'a=%zz', 'be headers like name=value, with commas between them'],
  ['OTEL_TRACES_SAMPLER_ARG', '1.5', 'be a number from 0 to 1'],
])('refuses %s=%s', (name, value, expected) => {
  expect(() => readEnvironment({ [name]: value })).toThrow(`Environment variable ${name} must ${expected}`);
});
