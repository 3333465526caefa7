import {rawValueOf} from '../../wizard/select.js';
import {isScopeShaped, parseScopes} from '../../zoho/scope.js';
import type {CatalogueScope} from '../../zoho/scope-catalogue.js';
import {searchScopes} from '../../zoho/scope-search.js';
import {isCommand, type Press} from '../keymap.js';
import {graphemesOf, line, span} from '../view/line.js';
import {type EditedLine, editLine} from '../view/line-editor.js';
import {
	type Drawn,
	type FaceInput,
	type FieldFace,
	type Local,
	moved,
	moveOf,
	type Pressed,
	typed,
	windowOf,
} from './face.js';
import {inputLine} from './text.js';

type Row = {readonly scope: string; readonly text: string};

/** Whether a typed text is meant as scopes rather than as words to search: every piece has the shape of one. */
const isScopeText = (text: string): boolean => {
	const pieces = parseScopes(text);
	return pieces.length > 0 && pieces.every(piece => piece.includes('.') && isScopeShaped(piece));
};

const chosenOf = (input: FaceInput): readonly string[] => {
	const value = rawValueOf(input.state, 'scopes');
	return typeof value === 'object' ? value : [];
};

const union = (chosen: readonly string[], added: readonly string[]): readonly string[] => {
	const seen = new Set(chosen.map(scope => scope.toLowerCase()));
	return [...chosen, ...added.filter(scope => !seen.has(scope.toLowerCase()))];
};

const rowOf = (scope: CatalogueScope): Row => ({scope: scope.scope, text: scope.description});

const unlisted = 'not in the list; it may still exist';

/** What the list shows: matches of the words; without words the chosen ones first. */
const rowsOf = (input: FaceInput): readonly Row[] => {
	const {catalogue, local} = input;
	const words = local.filter.trim();
	if (!catalogue) return [];
	if (words !== '') return searchScopes(catalogue, words.split(/[\s,]+/), {}).map(rowOf);
	const all = searchScopes(catalogue, [], {}).map(rowOf);
	const known = new Map(all.map(row => [row.scope.toLowerCase(), row]));
	const first = union(local.pinned ?? chosenOf(input), []).map(
		scope => known.get(scope.toLowerCase()) ?? {scope, text: unlisted},
	);
	const heads = new Set(first.map(({scope}) => scope.toLowerCase()));
	return [...first, ...all.filter(({scope}) => !heads.has(scope.toLowerCase()))];
};

/**
 * The highlighted row, or -1. While words are typed no row is highlighted, so that a space between two words does not
 * mark whatever stands on top; an arrow goes into the list, and a single match needs none.
 */
const highlightOf = (rows: readonly Row[], {local}: FaceInput): number => {
	const isTyping = local.filter.trim() !== '' && rows.length !== 1;
	return Math.min(local.highlight ?? (isTyping ? -1 : 0), rows.length - 1);
};

const toggle = (rows: readonly Row[], input: FaceInput): Pressed => {
	const row = rows[highlightOf(rows, input)];
	if (!row) return undefined;
	const chosen = chosenOf(input);
	const others = chosen.filter(scope => scope.toLowerCase() !== row.scope.toLowerCase());
	const list = others.length < chosen.length ? others : [...chosen, row.scope];
	return {local: {pinned: input.local.pinned ?? chosen}, events: [typed('scopes', list)]};
};

const freshList = {highlight: undefined, pinned: undefined} as const;

/** A changed search begins at its top; a cursor that only moved changes nothing. */
const changed = (before: string, {text}: EditedLine): Partial<Local> =>
	text === before ? {} : {...freshList, filter: text};

/** Enter: what is typed and has the shape of scopes joins the chosen ones, then goes on. */
const accept = (input: FaceInput): Pressed => {
	const {filter} = input.local;
	const added = isScopeText(filter) ? parseScopes(filter) : [];
	const join = added.length > 0 ? [typed('scopes', union(chosenOf(input), added))] : [];
	return {
		local: added.length > 0 ? {...freshList, filter: '', cursor: undefined} : freshList,
		events: [...join, {type: 'accepted', at: input.now}],
	};
};

const pressText = (press: Press, input: FaceInput): Pressed => {
	const {filter, cursor} = input.local;
	if (press.name === 'paste' && isScopeText(press.text)) {
		return {
			local: freshList,
			events: [typed('scopes', union(chosenOf(input), parseScopes(press.text)))],
		};
	}
	const after = editLine({text: filter, cursor: cursor ?? graphemesOf(filter).length}, press);
	return after ? {local: {...changed(filter, after), cursor: after.cursor}} : undefined;
};

const draw = (label: string, input: FaceInput): Drawn => {
	const chosen = chosenOf(input);
	const rows = rowsOf(input);
	const highlight = highlightOf(rows, input);
	const marks = new Set(chosen.map(scope => scope.toLowerCase()));
	const {glyphs, local} = input;
	const field = inputLine({
		label,
		text: local.filter,
		placeholder: 'type to search, or paste scopes',
		cursor: local.cursor,
		isMasked: false,
		columns: input.columns,
		glyphs,
	});
	const {from, to} = windowOf(rows.length, highlight, input.rows - 2);
	const list = rows
		.slice(from, to)
		.map((row, index) =>
			line(
				span(from + index === highlight ? `  ${glyphs.highlight}` : '    ', 'accent'),
				span(marks.has(row.scope.toLowerCase()) ? `${glyphs.marked} ` : `${glyphs.unmarked} `),
				span(row.scope, from + index === highlight ? 'accent' : 'plain'),
				span(`  ${row.text}`, 'muted'),
			),
		);
	const shown = rows[highlight];
	const counter = input.catalogue
		? `    ${chosen.length} chosen, ${rows.length} shown`
		: `    ${chosen.length} chosen; loading the list ${glyphs.more}`;
	return {
		lines: [field.line, line(span(counter, 'muted')), ...list],
		focus: highlight < 0 ? 0 : 2 + highlight - from,
		...(shown ? {detail: shown.text} : {}),
		cursor: {line: 0, column: field.column},
	};
};

/** The scopes: search and mark, or type and paste; what is marked outlives every search. */
export const scopesFace: FieldFace = field => ({
	draw: input => draw(field.label, input),
	press: (press, input) => {
		const rows = rowsOf(input);
		const isCursorKey = press.name === 'home' || press.name === 'end';
		const move = isCursorKey ? undefined : moveOf(press, isCommand);
		const next = moved(highlightOf(rows, input), rows.length, input.rows - 2, move);
		if (next !== undefined) return {local: {highlight: next}};
		const marked = isCommand(press, 'mark') ? toggle(rows, input) : undefined;
		if (marked) return marked;
		if (isCommand(press, 'accept')) return accept(input);
		return pressText(press, input);
	},
	hints: input => [
		{command: 'accept', label: 'accept'},
		...(highlightOf(rowsOf(input), input) < 0 ? [] : [{command: 'mark', label: 'mark'} as const]),
		{command: 'move', label: 'choose'},
	],
});
