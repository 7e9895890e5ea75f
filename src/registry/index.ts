export type { Alias, AliasMove } from './aliases';
export type { AliasMoved, AliasMoveRequest } from './move-alias';
export * from './open-registry';
export type { Published, VersionDraft } from './publish';
export * from './registry';
export * from './store';
export * from './stores/file-store';
