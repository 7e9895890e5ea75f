/** One thing that is measured: `npm run bench -- serving`. */
export interface BenchPart {
  readonly name: string;
  /** What is compared, in a sentence. */
  readonly title: string;
  /**
   * Measures and returns what to print.
   *
   * @param registry - path of a registry that holds the models of src/models
   */
  run(registry: string): Promise<string>;
}
