import { PredictqlError } from '../contract';
import type {
  AliasHistoryOptions,
  AliasMove,
  AliasMoveRequest,
  Registry,
  RollbackRequest,
} from '../registry';
import { publicError } from './unusable';

/** A move, and whose it is. */
export interface ModelAliasMove extends AliasMove {
  readonly model: string;
  readonly major: number;
}

/** An alias of a model; of the only major that has it when none is named. */
export interface NamedAlias {
  readonly model: string;
  readonly major?: number | undefined;
  readonly alias: string;
}

/**
 * The aliases as the registry has them now, not as they were when the server read it: what it serves follows
 * them when it next looks at the registry.
 *
 * Every method throws PredictqlError `MAJOR_AMBIGUOUS`, and what the registry throws, worded for clients.
 */
export class LiveAliases {
  constructor(private readonly registry: Registry) {}

  /** See `Registry.moveAlias`; the major is that of the version. */
  promote(request: Omit<AliasMoveRequest, 'major'>): Promise<ModelAliasMove> {
    const { model, to } = request;
    return this.#public(model, async () => {
      const major = Number(to.split('.')[0]);
      const { move } = await this.registry.moveAlias({ ...request, major });
      return { model, major, ...move };
    });
  }

  /** See `Registry.rollback`. */
  rollback(request: NamedAlias & Omit<RollbackRequest, 'major'>): Promise<ModelAliasMove> {
    const { model, alias } = request;
    return this.#public(model, async () => {
      const major = await this.registry.aliasMajor(model, alias, request.major);
      const { move } = await this.registry.rollback({ ...request, major });
      return { model, major, ...move };
    });
  }

  /** Moves of a major, newest first. */
  history({
    model,
    major: wanted,
    ...options
  }: Partial<NamedAlias> & Pick<NamedAlias, 'model'> & AliasHistoryOptions): Promise<ModelAliasMove[]> {
    return this.#public(model, async () => {
      const major = await this.registry.aliasMajor(model, options.alias, wanted);
      const moves = await this.registry.aliasHistory(model, major, options);
      return moves.reverse().map((move) => ({ model, major, ...move }));
    });
  }

  /** See `Registry.aliasAt`. */
  at({ model, major: wanted, alias }: NamedAlias, time: Date): Promise<ModelAliasMove | undefined> {
    return this.#public(model, async () => {
      const major = await this.registry.aliasMajor(model, alias, wanted);
      const move = await this.registry.aliasAt(model, major, alias, time);
      return move && { model, major, ...move };
    });
  }

  async #public<T>(model: string, ask: () => Promise<T>): Promise<T> {
    try {
      return await ask();
    } catch (error) {
      if (!(error instanceof PredictqlError)) throw error;
      throw publicError(error, this.registry.location, { model, version: undefined });
    }
  }
}
