import type {TextProps} from 'ink';
import type {Style} from './view/line.js';

export type Theme = Readonly<Record<Style, Pick<TextProps, 'color' | 'bold' | 'dimColor'>>>;

/** How each meaning looks: 16 ANSI colors, never a meaning by color alone, nothing that vanishes on a light ground. */
const colored: Theme = {
	plain: {},
	muted: {dimColor: true},
	match: {bold: true, color: 'cyan'},
	title: {bold: true},
	accent: {color: 'cyan'},
	good: {color: 'green'},
	bad: {color: 'red'},
	warn: {color: 'yellow'},
};

/** Bold and dim are no colors and stay. */
const colorless: Theme = {...colored, accent: {}, good: {}, bad: {bold: true}, warn: {bold: true}};

/**
 * The theme for this terminal. chalk, with which Ink paints, looks at `FORCE_COLOR` and at the terminal but not at
 * `NO_COLOR` (https://no-color.org: present and not empty). What is forced wins.
 */
export const chooseTheme = (environment: Readonly<Record<string, string | undefined>>): Theme =>
	environment.NO_COLOR && !environment.FORCE_COLOR ? colorless : colored;
