export * from './scaffold';
