import {includedIn, isChosen, searchWords, toggleScopes} from '../../../wizard/scopes/picker.js';
import type {CatalogueScope, ScopeCatalogue} from '../../../zoho/scopes/catalogue.js';
import {type GridRow, type ScopeGrid, scopeGrid} from '../../../zoho/scopes/grid.js';
import {listOf} from '../../lines/bands.js';
import {type Hint, hint, hintIf, isCommand, type Press} from '../../lines/keys.js';
import {cut, type Line, line, type Span, span, widthOf} from '../../lines/line.js';
import {rowMark} from '../../lines/rows.js';
import {pressFilter} from '../choice.js';
import {type Drawn, moved, type Pressed, typed, type ViewInput} from '../view.js';
import {matchSpans} from './matches.js';
import {
	adviceNote,
	chosenOf,
	counterOf,
	detailOf,
	detailPane,
	fresh,
	isLow,
	leastInLow,
	listRows,
	moreHints,
	placeOf,
	pressReads,
} from './reading.js';
import {chosenPanel} from './side.js';

/** Fewer letters of an operation, where the window is narrow. */
const shortNames: Readonly<Record<string, string>> = {
	CREATE: 'C',
	READ: 'R',
	UPDATE: 'U',
	DELETE: 'D',
	ALL: 'All',
	WRITE: 'Wr',
	CUSTOM: 'Cu',
	'CREATE-UPDATE': 'CU',
	ACCESS: 'Ac',
	EXECUTE: 'Ex',
	PRODUCE: 'Pr',
	TERMINATE: 'Te',
};

/** The product's grid with what the filter leaves of it. */
export type OpenGrid = {
	readonly grid: ScopeGrid;
	readonly rows: readonly GridRow[];
	readonly row: number;
	readonly column: number;
	readonly cell: CatalogueScope | undefined;
};

export const openGrid = (input: ViewInput, catalogue: ScopeCatalogue): OpenGrid | undefined => {
	const place = placeOf(input);
	if (place.product === undefined || place.isChosenOnly || place.pasted) return undefined;
	const grid = scopeGrid(catalogue, place.product, place.includesThirdParty);
	if (!grid) return undefined;
	const words = searchWords(input.local.filter.toLowerCase());
	const rows = grid.rows.filter(({text}) => words.every(word => text.includes(word)));
	const row = Math.max(0, Math.min(input.local.highlight ?? 0, rows.length - 1));
	const column = Math.min(place.column, grid.columns.length - 1);
	return {grid, rows, row, column, cell: rows[row]?.cells[column]};
};

type Layout = {
	readonly label: number;
	readonly cell: (column: string) => number;
	readonly name: (column: string) => string;
	/** The columns in sight, around the one in focus. */
	readonly from: number;
	readonly to: number;
};

/** Full names where they fit, short ones elsewhere; columns that still do not fit are scrolled. */
const layoutOf = ({grid, column}: OpenGrid, input: ViewInput): Layout => {
	const longest = Math.max(0, ...grid.rows.map(({label}) => widthOf(label)));
	const mark = Math.max(widthOf(input.glyphs.marked), widthOf(input.glyphs.included)) + 3;
	const widthWith = (name: (one: string) => string, gap: number) => (one: string) =>
		Math.max(widthOf(name(one)) + gap, mark);
	const longName = (one: string): string => one;
	const shortName = (one: string): string => shortNames[one] ?? one.slice(0, 2);
	const room = input.columns - 5;
	const sum = (cell: (one: string) => number): number =>
		grid.columns.reduce((total, one) => total + cell(one), 0);
	const isWide = sum(widthWith(longName, 1)) + Math.min(longest, 24) <= room;
	const name = isWide ? longName : shortName;
	// Behind the last column there is room for how many rows are out of sight.
	const hasRoom = sum(widthWith(longName, 2)) + longest + 10 <= room;
	const cell = widthWith(name, isWide && hasRoom ? 2 : 1);
	const least = Math.min(longest, 12);
	const fitting = Math.max(1, Math.floor((room - least) / Math.max(...grid.columns.map(cell))));
	const count = sum(cell) + least <= room ? grid.columns.length : fitting;
	const from = Math.min(Math.max(0, column - count + 1), Math.max(0, grid.columns.length - count));
	const to = Math.min(grid.columns.length, from + count);
	const used = grid.columns.slice(from, to).reduce((total, one) => total + cell(one), 0);
	return {label: Math.max(least, Math.min(longest, room - used)), cell, name, from, to};
};

const markOf = (scope: CatalogueScope | undefined, input: ViewInput): string => {
	const {marked, unmarked, included, dot} = input.glyphs;
	if (!scope) return dot;
	const chosen = chosenOf(input);
	if (isChosen(chosen, scope.scope)) return marked;
	return includedIn(chosen, scope.scope) ? included : unmarked;
};

/** A mark in its column; the one in focus stands in parentheses, so that it is not told by color alone. */
const cellSpan = (
	scope: CatalogueScope | undefined,
	width: number,
	hasFocus: boolean,
	input: ViewInput,
): Span => {
	const mark = markOf(scope, input);
	const text = hasFocus ? `(${mark})` : ` ${mark} `;
	return span(text + ' '.repeat(Math.max(0, width - widthOf(text))), hasFocus ? 'accent' : 'plain');
};

const padded = (text: string, width: number): string => text + ' '.repeat(Math.max(0, width - widthOf(text)));

const headLine = ({grid}: OpenGrid, layout: Layout): Line =>
	line(
		span(`    ${' '.repeat(layout.label)}`),
		...grid.columns
			.slice(layout.from, layout.to)
			.map(column => span(padded(` ${layout.name(column)}`, layout.cell(column)), 'muted')),
	);

const rowLine = (row: GridRow, open: OpenGrid, layout: Layout, input: ViewInput): Line => {
	const hasFocus = row === open.rows[open.row];
	const {glyphs, local} = input;
	const label = padded(cut(row.label, layout.label, glyphs.more), layout.label);
	const cells = open.grid.columns
		.slice(layout.from, layout.to)
		.map((column, index) =>
			cellSpan(
				row.cells[layout.from + index],
				layout.cell(column),
				hasFocus && layout.from + index === open.column,
				input,
			),
		);
	return line(
		rowMark(hasFocus ? 'here' : undefined, glyphs),
		...matchSpans(label, searchWords(local.filter), hasFocus ? 'match' : 'plain'),
		...cells,
	);
};

/** One product: groups below each other, operations beside each other. */
export const drawGrid = (open: OpenGrid, delimiter: string, input: ViewInput): Drawn => {
	const {grid, rows, row, cell} = open;
	const layout = layoutOf(open, input);
	const empty = `${rows[row]?.label ?? ''}: no ${grid.columns[open.column] ?? ''} here.`;
	const detail = cell ? detailOf(cell.scope, cell, input) : empty;
	const none = line(span('    nothing matches; Backspace widens', 'muted'));
	return {
		isAlone: true,
		label: grid.service.name,
		input: {
			text: input.local.filter,
			placeholder: isLow(input) ? '' : `type to filter its ${grid.rows.length} groups`,
			right: isLow(input) ? [span(`${input.glyphs.isAscii ? '<-' : '←'} products`, 'muted')] : [],
			cursor: input.local.cursor,
			isSearch: true,
		},
		instruction: isLow(input) ? '' : `${grid.service.name}: mark operations. ← goes back to all products.`,
		...(isLow(input) ? {} : {counter: counterOf(input)}),
		pane: {
			top: [headLine(open, layout), ...(rows.length === 0 ? [none] : [])],
			list: {
				...listOf(rows, row, one => rowLine(one, open, layout, input)),
				most: listRows(input) + (isLow(input) ? 1 : -1),
				leastInLow,
				isPadded: true,
				isTable: true,
			},
			...detailPane(detail, cell && !isLow(input) ? confidenceText(cell) : '', delimiter, input),
		},
		about: [detail, cell ? confidenceText(cell) : ''],
		note: adviceNote(input),
		side: chosenPanel(input),
	};
};

const confidenceText = ({confidence}: CatalogueScope): string =>
	confidence === 'official' ? 'documented by Zoho' : '';

/** Back to the list, where one came from. */
export const closeGrid = (input: ViewInput): Pressed => ({
	local: {...fresh, picker: {...placeOf(input), product: undefined, column: 0}},
});

const toColumn = (column: number, input: ViewInput): Pressed => ({
	local: {picker: {...placeOf(input), column}},
});

export const pressGrid = (
	press: Press,
	open: OpenGrid,
	input: ViewInput,
	catalogue: ScopeCatalogue,
): Pressed => {
	const {grid, rows, row, column, cell} = open;
	const next = moved(press, row, rows.length, input.rows - 3);
	if (next !== undefined) return {local: {highlight: next}};
	if (isCommand(press, 'left')) return column === 0 ? closeGrid(input) : toColumn(column - 1, input);
	if (isCommand(press, 'right')) return toColumn(Math.min(column + 1, grid.columns.length - 1), input);
	if (isCommand(press, 'markReads')) return pressReads(grid.service.id, input, catalogue);
	if (isCommand(press, 'mark'))
		return cell ? {events: [typed('scopes', toggleScopes(chosenOf(input), [cell.scope]))]} : {};
	if (isCommand(press, 'accept')) return {events: [{type: 'accepted', at: input.now}]};
	return pressFilter(press, input, false);
};

/** The arrow to the left leads out of the grid from its first column only. */
export const gridHints = (open: OpenGrid, input: ViewInput): readonly Hint[] => [
	hint('accept', 'go on'),
	hint('mark', 'mark'),
	...hintIf(!isLow(input), 'open', 'operation'),
	...hintIf(open.column === 0, 'left', 'products'),
	...moreHints(input, open.grid.service.id),
];
