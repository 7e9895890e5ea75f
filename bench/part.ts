import type { Section } from './section';

/** What every part is given. */
export interface BenchSetting {
  /** Path of a registry that holds the models of src/models, and one more. */
  readonly registry: string;
  /** As many rounds as a part wants, or fewer when somebody only wants to see it work. */
  rounds(wanted: number): number;
  /** Says what is going on. */
  progress(text: string): void;
}

/** One thing that is measured: `npm run bench -- serving`. */
export interface BenchPart {
  readonly name: string;
  /** What is compared, in a sentence. */
  readonly title: string;
  run(setting: BenchSetting): Promise<readonly Section[]>;
}
