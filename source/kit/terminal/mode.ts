import type {Invocation} from '../invocation.js';

/** How the wizard asks: on a repainting screen, in plain lines, or not at all. */
export type Face = 'screen' | 'plain' | 'none';

/** Interactive only when both streams are terminals: our decision, never a guess from `CI`. */
export const chooseFace = ({options, environment, streams}: Invocation): Face | 'no-terminal' => {
	if (options['no-input'] === true) return 'none';
	if (!streams.stdin.isTTY || !streams.stdout.isTTY) return 'no-terminal';
	const isPlain =
		options.plain === true ||
		environment.TERM === 'dumb' ||
		(environment.ACCESSIBLE !== undefined && environment.ACCESSIBLE !== '' && environment.ACCESSIBLE !== '0');
	return isPlain ? 'plain' : 'screen';
};
