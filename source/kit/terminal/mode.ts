import type {Invocation} from '../invocation.js';

/** How the wizard asks: on a repainting screen, in plain lines, or not at all. */
export type Mode = 'screen' | 'plain' | 'none';

/** Whether a variable says yes: it is set, and not to a word for no. */
const saysYes = (value: string | undefined): boolean =>
	value !== undefined && !/^\s*(?:0|false|no|off)?\s*$/i.test(value);

/** Whether plain text without any repainting is asked for, as screen readers need it. */
export const wantsPlainText = ({environment}: Pick<Invocation, 'environment'>): boolean =>
	environment.TERM === 'dumb' ||
	saysYes(environment.ACCESSIBLE) ||
	// Ink's own variable, which people who use a screen reader may have set for other programs.
	saysYes(environment.INK_SCREEN_READER);

/** Interactive only when both streams are terminals: our decision, never a guess from `CI`. */
export const chooseMode = (invocation: Invocation): Mode | 'no-terminal' => {
	const {options, streams} = invocation;
	if (options['no-input'] === true) return 'none';
	if (!streams.stdin.isTTY || !streams.stdout.isTTY) return 'no-terminal';
	return options.plain === true || wantsPlainText(invocation) ? 'plain' : 'screen';
};
