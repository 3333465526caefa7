import {Chalk, type ChalkInstance, supportsColor} from 'chalk';
import type {Style} from './line.js';

/** Paints a text with what its meaning looks like. */
type Paint = (text: string) => string;
export type Theme = Readonly<Record<Style, Paint>>;

const plain: Paint = text => text;

/** How each meaning looks: 16 ANSI colors, never a meaning by color alone, nothing that vanishes on a light ground. */
const colored = (chalk: ChalkInstance): Theme => ({
	plain,
	muted: chalk.dim,
	match: chalk.bold.cyan,
	title: chalk.bold,
	accent: chalk.cyan,
	good: chalk.green,
	bad: chalk.red,
	warn: chalk.yellow,
	button: chalk.inverse,
	qr: chalk.black.bgWhiteBright,
});

/** Bold, dim and inverse are no colors and stay. */
const colorless = (chalk: ChalkInstance): Theme => ({
	...colored(chalk),
	match: chalk.bold,
	accent: plain,
	good: plain,
	bad: chalk.bold,
	warn: chalk.bold,
});

/**
 * The theme for this terminal. chalk looks at `FORCE_COLOR` and at the terminal but not at `NO_COLOR`
 * (https://no-color.org: present and not empty); what is forced wins. `CI` it takes for a log without colors, but who is asked
 * on a screen sits at a terminal.
 */
export const chooseTheme = (environment: Readonly<Record<string, string | undefined>>): Theme => {
	const detected = supportsColor ? supportsColor.level : 0;
	const isMisled = environment.CI !== undefined && !environment.FORCE_COLOR && environment.TERM !== 'dumb';
	const chalk = new Chalk({level: detected === 0 && isMisled ? 1 : detected});
	return environment.NO_COLOR && !environment.FORCE_COLOR ? colorless(chalk) : colored(chalk);
};
