/** How tokens are checked. */
export interface JwtSettings {
  /** Where the public keys are: an address with a set of them, or one as PEM. */
  readonly keys: { readonly jwksUrl: URL } | { readonly publicKey: string };
  /** What `iss` must be. */
  readonly issuer: string;
  /** What must be in `aud`. */
  readonly audience: string;
  /** The claim with the role, or with a list in which it is. */
  readonly roleClaim: string;
}
