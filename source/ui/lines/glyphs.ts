import {chooseColors} from './colors.js';

const unicode = {
	focus: '❯ ',
	highlight: '▸ ',
	marked: '◉',
	unmarked: '◯',
	/** Allowed by another mark already. */
	included: '✔',
	error: '✖ ',
	warning: '! ',
	done: '✔',
	current: '●',
	ahead: '○',
	mask: '•',
	dot: '·',
	arrows: '↑↓',
	more: '…',
	/** Between what was and what is to be. */
	becomes: '→',
	/** Kept in the shared store. */
	shared: '⇄',
};

/** The marks of the screen, and what stands for them where the terminal is not UTF-8 or `ZCONN_ASCII=1`. */
export type Glyphs = Readonly<typeof unicode> & {
	readonly isAscii: boolean;
	/** Whether a QR code can be drawn: not in ASCII, and not without colors, where dark and light may be the other way round. */
	readonly hasQr?: boolean | undefined;
	/** What is typed for `zconn` here, where it is more than that. */
	readonly program?: string | undefined;
	/** Whether this is not the real Zoho. */
	readonly isPractice?: boolean | undefined;
};

const ascii: typeof unicode = {
	focus: '> ',
	highlight: '- ',
	marked: '[x]',
	unmarked: '[ ]',
	included: '[v]',
	error: 'x ',
	warning: '! ',
	done: 'v',
	current: '*',
	ahead: '-',
	mask: '*',
	dot: '-',
	arrows: 'Up/Down',
	more: '...',
	becomes: '->',
	shared: '<>',
};

/** Which marks this terminal can show: by `ZCONN_ASCII`, then by the locale (POSIX order of precedence). */
export const chooseGlyphs = (
	environment: Readonly<Record<string, string | undefined>>,
	platform: NodeJS.Platform,
): Glyphs => {
	return isAsciiOnly(environment, platform)
		? {...ascii, isAscii: true}
		: {...unicode, isAscii: false, hasQr: chooseColors(environment) === 'all'};
};

const isAsciiOnly = (
	environment: Readonly<Record<string, string | undefined>>,
	platform: NodeJS.Platform,
): boolean => {
	const setting = environment.ZCONN_ASCII;
	if (setting !== undefined && setting !== '' && setting !== '0') return true;
	if (environment.TERM === 'linux') return true;
	if (platform === 'win32' || platform === 'darwin') return false;
	const locale = environment.LC_ALL || environment.LC_CTYPE || environment.LANG || '';
	// No locale at all is usual in containers, whose terminals are today's; a locale that is named and is not UTF-8 counts.
	return locale !== '' && !/utf-?8/i.test(locale);
};
