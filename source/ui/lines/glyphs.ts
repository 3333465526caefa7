import {chooseColors} from './colors.js';

/** The marks of the screen, and what stands for them where the terminal is not UTF-8 or `ZCONN_ASCII=1`. */
export type Glyphs = {
	readonly focus: string;
	readonly highlight: string;
	readonly marked: string;
	readonly unmarked: string;
	/** Allowed by another mark already. */
	readonly included: string;
	readonly error: string;
	readonly warning: string;
	readonly done: string;
	readonly current: string;
	readonly ahead: string;
	readonly mask: string;
	readonly dot: string;
	readonly arrows: string;
	readonly more: string;
	/** Between what was and what is to be. */
	readonly becomes: string;
	/** Kept in the shared store. */
	readonly shared: string;
	readonly isAscii: boolean;
	/** Whether a QR code can be drawn: not in ASCII, and not without colors, where dark and light may be the other way round. */
	readonly hasQr?: boolean | undefined;
	/** What is typed for `zconn` here, where it is more than that. */
	readonly program?: string | undefined;
	/** Whether this is not the real Zoho. */
	readonly isPractice?: boolean | undefined;
};

const unicode: Glyphs = {
	focus: '❯ ',
	highlight: '▸ ',
	marked: '◉',
	unmarked: '◯',
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
	becomes: '→',
	shared: '⇄',
	isAscii: false,
};

const ascii: Glyphs = {
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
	isAscii: true,
};

/** Which marks this terminal can show: by `ZCONN_ASCII`, then by the locale (POSIX order of precedence). */
export const chooseGlyphs = (
	environment: Readonly<Record<string, string | undefined>>,
	platform: NodeJS.Platform,
): Glyphs => {
	const chosen = byLocale(environment, platform);
	return chosen.isAscii ? chosen : {...chosen, hasQr: chooseColors(environment) === 'all'};
};

const byLocale = (
	environment: Readonly<Record<string, string | undefined>>,
	platform: NodeJS.Platform,
): Glyphs => {
	const setting = environment.ZCONN_ASCII;
	if (setting !== undefined && setting !== '' && setting !== '0') return ascii;
	if (platform === 'win32' || platform === 'darwin') return environment.TERM === 'linux' ? ascii : unicode;
	const locale = environment.LC_ALL || environment.LC_CTYPE || environment.LANG || '';
	// No locale at all is usual in containers, whose terminals are today's; a locale that is named and is not UTF-8 counts.
	const isUtf8 = locale === '' || /utf-?8/i.test(locale);
	return isUtf8 && environment.TERM !== 'linux' ? unicode : ascii;
};
