import { userInfo } from 'node:os';

/** Who runs the command, for the history of aliases; the number of a user without a name, as in containers. */
export function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return `user ${process.getuid?.() ?? 'unknown'}`;
  }
}
