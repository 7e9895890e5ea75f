import type { IncomingHttpHeaders } from 'node:http';
import { anonymous, type Caller } from '../../resolvers';
import type { ApiKeys } from './api-keys';
import { credentialOf } from './credential';
import type { JwtSettings } from './jwt-settings';
import { type ApiKeySources, readApiKeys } from './read-api-keys';
import { createTokenCheck, type TokenCheck } from './tokens';
import { unauthenticated } from './unauthenticated';

export interface AccessSettings extends ApiKeySources {
  readonly jwt?: JwtSettings | undefined;
  /** Whether requests without a key may read and predict. */
  readonly allowAnonymous: boolean;
}

/** Three parts of base64url: a signed token. */
const tokenShape = /^[\w-]+\.[\w-]+\.[\w-]+$/;

/** Who may ask a server. */
export class Access {
  private constructor(
    private readonly keys: ApiKeys,
    private readonly checkToken: TokenCheck | undefined,
    private readonly allowAnonymous: boolean,
  ) {}

  /** @throws PredictqlError `ENVIRONMENT_INVALID` when there are keys that cannot be read */
  static async open(settings: AccessSettings): Promise<Access> {
    const keys = await readApiKeys(settings);
    const checkToken = settings.jwt && (await createTokenCheck(settings.jwt));
    return new Access(keys, checkToken, settings.allowAnonymous);
  }

  /**
   * Who sent a request. A key that is not known is refused even where none is needed: its owner believes to
   * be somebody.
   *
   * @throws PredictqlError `UNAUTHENTICATED`, and of tokens what {@link TokenCheck} says
   */
  async callerOf(headers: IncomingHttpHeaders): Promise<Caller> {
    const credential = credentialOf(headers);
    if (credential === undefined) {
      if (this.allowAnonymous) return anonymous;
      throw unauthenticated('none');
    }
    if (this.checkToken !== undefined && tokenShape.test(credential)) return this.checkToken(credential);
    const caller = this.keys.callerOf(credential);
    if (caller === undefined) throw unauthenticated('one that is not known');
    return caller;
  }
}
