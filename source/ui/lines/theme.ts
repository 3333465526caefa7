import chalk from 'chalk';
import type {Style} from './line.js';

/** Paints a text with what its meaning looks like. */
type Paint = (text: string) => string;
export type Theme = Readonly<Record<Style, Paint>>;

const plain: Paint = text => text;

/** How each meaning looks: 16 ANSI colors, never a meaning by color alone, nothing that vanishes on a light ground. */
const colored: Theme = {
	plain,
	muted: chalk.dim,
	match: chalk.bold.cyan,
	title: chalk.bold,
	accent: chalk.cyan,
	good: chalk.green,
	bad: chalk.red,
	warn: chalk.yellow,
};

/** Bold and dim are no colors and stay. */
const colorless: Theme = {
	...colored,
	match: chalk.bold,
	accent: plain,
	good: plain,
	bad: chalk.bold,
	warn: chalk.bold,
};

/**
 * The theme for this terminal. chalk, with which Ink paints too, looks at `FORCE_COLOR` and at the terminal but not at
 * `NO_COLOR` (https://no-color.org: present and not empty). What is forced wins.
 */
export const chooseTheme = (environment: Readonly<Record<string, string | undefined>>): Theme =>
	environment.NO_COLOR && !environment.FORCE_COLOR ? colorless : colored;
