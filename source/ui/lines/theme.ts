import {type Colors, chooseColors} from './colors.js';
import type {Style} from './line.js';

/** Paints a text with what its meaning looks like. */
type Paint = (text: string) => string;
export type Theme = Readonly<Record<Style, Paint>>;

/**
 * A style of ECMA-48 by the numbers that begin and end it. Ours are a dozen; a library for all of them would take a thirtieth of what
 * Node itself takes to start.
 */
const style =
	(begin: number, end: number, inner: Paint = plain): Paint =>
	text =>
		text === '' ? '' : `\u001B[${begin}m${inner(text)}\u001B[${end}m`;

const plain: Paint = text => text;
const bold = style(1, 22);
const cyan = style(36, 39);

/** How each meaning looks: 16 ANSI colors, never a meaning by color alone, nothing that vanishes on a light ground. */
const colored: Theme = {
	plain,
	muted: style(2, 22),
	match: style(1, 22, cyan),
	title: bold,
	accent: cyan,
	good: style(32, 39),
	bad: style(31, 39),
	warn: style(33, 39),
	button: style(7, 27),
	qr: style(30, 39, style(107, 49)),
};

/** Bold, dim and inverse are no colors and stay. */
const colorless: Theme = {
	...colored,
	match: bold,
	accent: plain,
	good: plain,
	bad: bold,
	warn: bold,
	qr: plain,
};

/** Not even those. */
const bare = Object.fromEntries(Object.keys(colored).map(style => [style, plain])) as Theme;

const themes: Readonly<Record<Colors, Theme>> = {all: colored, none: colorless, text: bare};

/** The theme for this terminal. */
export const chooseTheme = (environment: Readonly<Record<string, string | undefined>>): Theme =>
	themes[chooseColors(environment)];
