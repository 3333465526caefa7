import type {ExitCode} from '../../zoho/refusal.js';

/** From the worst: a fault of the file or a name outlasts any waiting, a lost grant needs a person, the rest may pass. */
const ranks: readonly ExitCode[] = [1, 143, 129, 130, 2, 6, 5, 3, 4, 0];

/** The one exit code of a command that did several things: the worst of them, by the order that `--help` names. */
export const worstExitCode = (codes: readonly ExitCode[]): ExitCode =>
	ranks.find(code => codes.includes(code)) ?? 0;

/** The same, in words, for `--help`. */
export const worstExitCodeNote =
	'Of several connections the worst decides the exit code: 6 or 5 before 3, 3 before 4, 4 before 0.';
