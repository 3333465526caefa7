import {chooseColors} from './colors.js';

/** Each mark of the screen, and what stands for it in ASCII. */
const marks = {
	focus: ['❯ ', '> '],
	highlight: ['▸ ', '- '],
	marked: ['◉', '[x]'],
	unmarked: ['◯', '[ ]'],
	/** Allowed by another mark already. */
	included: ['✔', '[v]'],
	error: ['✖ ', 'x '],
	warning: ['! ', '! '],
	done: ['✔', 'v'],
	current: ['●', '*'],
	ahead: ['○', '-'],
	mask: ['•', '*'],
	dot: ['·', '-'],
	arrows: ['↑↓', 'Up/Down'],
	more: ['…', '...'],
	/** Between what was and what is to be. */
	becomes: ['→', '->'],
	/** Kept in the shared store. */
	shared: ['⇄', '<>'],
} as const;

/** The marks of the screen, and what stands for them where the terminal is not UTF-8 or `ZCONN_ASCII=1`. */
export type Glyphs = Readonly<Record<keyof typeof marks, string>> & {
	readonly isAscii: boolean;
	/** Whether a QR code can be drawn: not in ASCII, and not without colors, where dark and light may be the other way round. */
	readonly hasQr?: boolean | undefined;
	/** What is typed for `zconn` here, where it is more than that. */
	readonly program?: string | undefined;
	/** Whether this is not the real Zoho. */
	readonly isPractice?: boolean | undefined;
};

/** Which marks this terminal can show: by `ZCONN_ASCII`, then by the locale (POSIX order of precedence). */
export const chooseGlyphs = (
	environment: Readonly<Record<string, string | undefined>>,
	platform: NodeJS.Platform,
): Glyphs => {
	const isAscii = isAsciiOnly(environment, platform);
	const own = Object.entries(marks).map(([name, pair]) => [name, pair[Number(isAscii)]]);
	return {
		...(Object.fromEntries(own) as Record<keyof typeof marks, string>),
		isAscii,
		...(isAscii ? {} : {hasQr: chooseColors(environment) === 'all'}),
	};
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
