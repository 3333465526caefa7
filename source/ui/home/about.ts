import {accountText} from '../../connection/account-text.js';
import type {Connection} from '../../connection/connection.js';
import {sigmaProgress} from '../../connection/sigma-progress.js';
import {draftSentences} from '../../home/draft-words.js';
import {needOf} from '../../home/needs.js';
import {countShown, type Row} from '../../home/rows.js';
import {hasSide} from '../lines/bands.js';
import {type Hint, hint, hintIf, keymap} from '../lines/keys.js';
import {hanging, type Line, line, rowWidth, type Span, type Style, span, wrap} from '../lines/line.js';
import {formColumns} from '../lines/rows.js';
import {countText, homeHints, isLow, isNarrow, scriptRows} from './common.js';
import type {HomeInput} from './input.js';

/** A text two columns in; dim where it is worth less than what is above it. */
export const indented = (text: string, columns: number, style?: Style): readonly Line[] =>
	hanging([span('  ')], text, formColumns(columns), style);

/** Parts beside each other, as many to a row as it has room for, so that none is cut. */
export const partRows = (parts: readonly Span[], columns: number): readonly Line[] => {
	const room = formColumns(columns) - 2;
	const rows: Span[][] = [];
	for (const part of parts) {
		const before = rows.at(-1) ?? [];
		const dot = span(' · ', before.at(-1)?.style === 'muted' ? 'muted' : 'plain');
		const beside = [...before, dot, part];
		if (rows.length > 0 && rowWidth(line(...beside)) <= room) rows.splice(-1, 1, beside);
		else rows.push(...wrap(part.text, room).map(text => [span(text, part.style)]));
	}
	return rows.map(row => line(span('  '), ...row));
};

/** Who, where and how much, with the word that commands take. */
const whoRows = (
	{account, organization, linkName, ...connection}: Connection,
	withLinkName: boolean,
	{columns}: HomeInput,
): readonly Line[] => {
	const who = accountText(account);
	const scopes = countText((connection.scopesGranted ?? connection.scopesRequested).length, 'scope');
	const texts = [who, organization?.name ?? '', scopes].filter(part => part !== '');
	const parts = texts.map(text => span(text, withLinkName ? 'muted' : 'plain'));
	return partRows(withLinkName ? [...parts, span(linkName, 'accent')] : parts, columns);
};

/** Where *Copy to Sigma* was left. */
const sigmaRow = (connection: Connection, input: HomeInput): readonly Line[] => {
	const progress = sigmaProgress(connection);
	// Beside the list the panel says it.
	return progress && !progress.isWhole && !hasSide(input)
		? [line(span(`  Continue in Sigma: ${progress.text}  `), span(keymap.sheet[0], 'title'))]
		: [];
};

/** What belongs to the highlighted connection: what it is, the one thing that it needs, how a script gets at it. */
export const connectionRows = (connection: Connection, input: HomeInput): readonly Line[] => {
	const {state, now, columns: width} = input;
	const {sentence, key, does} = needOf(state.file, connection, now);
	if (key !== undefined && isLow(input)) {
		const short = `${sentence.replace(' Everything else is kept.', '')} ${keymap[key][0]} ${does.replace(/;.*/, '.')}`;
		return indented(short, width);
	}
	if (key === undefined)
		return [
			...(hasSide(input) || isNarrow(input) ? [] : whoRows(connection, false, input)),
			...(isLow(input) ? [] : indented(sentence, width, 'muted')),
			...(isLow(input) ? [] : [...scriptRows(connection.linkName, input), ...sigmaRow(connection, input)]),
		];
	return [
		...indented(sentence, width),
		...hanging([span('  '), span(keymap[key][0], 'title'), span(' ')], does, formColumns(width)),
		...whoRows(connection, true, input),
	];
};

/** Where an unfinished one stands, and what is kept of it. */
export const draftRows = ({draft}: Extract<Row, {kind: 'draft'}>, input: HomeInput) => {
	const {columns: width} = input;
	const [first, second] = draftSentences(draft);
	const shown = indented(first, width);
	return isLow(input) ? shown : [...shown, ...indented(second, width, 'muted')];
};

/** What the keys for all of them mean while a filter is set. */
export const filterRows = (input: HomeInput): readonly Line[] => {
	const count = countShown(input.state);
	const text = `T tests these ${count}, R refreshes them.`;
	return count > 1 ? indented(text, input.columns, 'muted') : [];
};

const ofReady: readonly Hint[] = [
	hint('test', 'test'),
	hint('refresh', 'refresh'),
	hint('sheet', 'copy to Sigma'),
];
const ofLost: readonly Hint[] = [
	hint('reconnect', 'reconnect'),
	hint('test', 'test'),
	hint('edit', 'edit'),
	hint('sheet', 'copy to Sigma'),
];

/** The keys of the highlighted row, the one that it needs first. */
export const rowHints = (row: Row | undefined, input: HomeInput): readonly Hint[] => {
	const {state, now} = input;
	const fresh = hint('newConnection', 'new');
	if (!row) return [hint('accept', 'new connection'), ...homeHints];
	if (row.kind === 'draft') {
		return [
			hint('accept', 'go on'),
			hint('remove', 'discard'),
			hint('discardAll', 'discard all'),
			fresh,
			...homeHints,
		];
	}
	const {key} = needOf(state.file, row.connection, now);
	return [
		hint('accept', 'open'),
		...hintIf(state.running && state.running.of > 1, 'back', 'stop'),
		...hintIf(state.notice?.text.match(/\bu undoes it\b/), 'undo', 'undo'),
		...hintIf(key === 'endReplaced', 'endReplaced', 'end old grants'),
		...(key === 'reconnect' ? ofLost : ofReady),
		...hintIf(key !== 'reconnect', 'edit', 'edit'),
		...(hasSide(input) ? [hint('rename', 'rename'), hint('filter', 'filter')] : []),
		fresh,
		...homeHints,
	];
};
