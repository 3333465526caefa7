import {WriteStream} from 'node:tty';

/** What a terminal is written with: everything, no color but bold, dim and inverse, or text alone. */
export type Colors = 'all' | 'none' | 'text';

const saysNo = /^(?:0|false)$/i;

/** Terminals of today that Node does not know by name; over SSH no other variable speaks for them. */
const unknownToNode = /^(?:alacritty|contour|foot|ghostty|tmux|wezterm)(?:-|$)/;

/**
 * The one place that decides about colors, as other programs for terminals do: `FORCE_COLOR` (an off ends bold and dim as
 * well, as the level 0 of supports-color does), `NO_COLOR` (https://no-color.org: present and not empty, colors alone),
 * `CLICOLOR_FORCE` and `CLICOLOR=0` (https://bixense.com/clicolors), and what Node knows of `TERM` and `COLORTERM`. `CI`
 * is no answer: a screen is drawn on terminals only.
 */
export const chooseColors = ({
	CI: _run,
	TEAMCITY_VERSION: _build,
	FORCE_COLOR: forced,
	NO_COLOR: unwanted,
	CLICOLOR_FORCE: alwaysWanted = '',
	CLICOLOR: wanted,
	...terminal
}: Readonly<Record<string, string | undefined>>): Colors => {
	if (forced !== undefined) return saysNo.test(forced) ? 'text' : 'all';
	if (terminal.TERM === 'dumb') return 'text';
	if (unwanted) return 'none';
	if (alwaysWanted !== '' && !saysNo.test(alwaysWanted)) return 'all';
	if (wanted !== undefined && saysNo.test(wanted)) return 'none';
	const depth = WriteStream.prototype.getColorDepth(terminal);
	return depth > 1 || unknownToNode.test(terminal.TERM ?? '') ? 'all' : 'none';
};
