import {reportText} from '../../../wizard/scopes/pasted.js';
import {
	addScopes,
	type PickerRow,
	pickerRows,
	searchRemark,
	toggleScopes,
} from '../../../wizard/scopes/picker.js';
import {asksZoho, scopesMeant} from '../../../wizard/scopes/text.js';
import {readCall} from '../../../zoho/operations/call-text.js';
import type {ScopeCatalogue} from '../../../zoho/scopes/catalogue.js';
import {nearestTo} from '../../../zoho/scopes/check.js';
import {listOf, listOfRows} from '../../lines/bands.js';
import {editField} from '../../lines/editor.js';
import {type Hint, hint, hintIf, isCommand, type Press} from '../../lines/keys.js';
import {type Line, line, type Span, span, widthOf} from '../../lines/line.js';
import {rowMark, textLines} from '../../lines/rows.js';
import {type Drawn, type Local, moved, narrow, type Pressed, typed, type ViewInput} from '../view.js';
import {wayBack} from '../way-back.js';
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
	pickerInput,
	placeOf,
	pressReads,
} from './reading.js';
import {rowSpans} from './row.js';
import {chosenPanel} from './side.js';

const rowsOf = (input: ViewInput, catalogue: ScopeCatalogue | undefined): readonly PickerRow[] =>
	catalogue ? pickerRows(pickerInput(input, catalogue)) : [];

/** The highlighted row, as long as there is one: Enter takes it while words are typed. */
const highlightOf = (rows: readonly PickerRow[], {local}: ViewInput): number =>
	Math.min(local.highlight ?? 0, rows.length - 1);

/** Whether one has gone into the list: a blank is part of the search before, and a mark after. */
const isInList = ({local}: ViewInput): boolean => local.filter === '' || local.highlight !== undefined;

/** What is said about the highlighted row: a text, and its scopes. */
const detailOfRow = (
	row: PickerRow | undefined,
	input: ViewInput,
): {readonly text: string; readonly dim: string} => {
	switch (row?.kind) {
		case 'set':
			return {text: row.reason, dim: row.scopes.join(', ')};
		case 'scope': {
			const isUnknown = placeOf(input).pasted && input.catalogue && !row.row;
			const nearest = isUnknown && input.catalogue ? nearestTo(input.catalogue, row.scope) : undefined;
			const use = nearest === undefined ? '' : ` Ctrl+N uses ${nearest} instead.`;
			return isUnknown
				? {text: `One misspelt scope fails the whole consent.${use}`, dim: ''}
				: {text: detailOf(row.scope, row.row, input), dim: ''};
		}
		case 'left-out':
			return {text: `Left out, because no scope looks like that: ${row.words.join(' ')}`, dim: ''};
		case 'product':
			return {text: `${row.service.name}: → opens its ${row.count} scopes as a table.`, dim: ''};
		default:
			return {text: '', dim: ''};
	}
};

const meant = (rows: readonly PickerRow[], input: ViewInput): readonly string[] => {
	const {local, catalogue, state} = input;
	const isLike = catalogue !== undefined && searchRemark(pickerInput(input, catalogue)) !== undefined;
	return scopesMeant(local.filter, catalogue, state, rows.length > 0 && !isLike) ?? [];
};

const nothing = (input: ViewInput): readonly Line[] => {
	if (placeOf(input).isChosenOnly)
		return [line(span('    Nothing is chosen yet. Ctrl+O shows everything.', 'muted'))];
	if (meant([], input).length > 0)
		return [line(span('    not in the list; Enter takes it as it stands', 'muted'))];
	if (readCall(input.local.filter)) {
		const text = input.findCalls
			? 'which scope this call needs is not known'
			: 'looking for the scopes of this call';
		return [line(span(`    ${text}`, 'muted'))];
	}
	return [line(span('    nothing matches; fewer words find more', 'muted'))];
};

const foundSpans = (rows: readonly PickerRow[], input: ViewInput): readonly Span[] => {
	const {catalogue, local, glyphs} = input;
	if (!catalogue) return [span(`loading the list ${glyphs.more}`, 'muted')];
	if (local.filter.trim() === '') return [];
	const remark = searchRemark(pickerInput(input, catalogue));
	return [span(`${rows.length} found${remark && rows.length > 0 ? ` ${remark}` : ''}`, 'muted')];
};

/** What was left out of the search or read differently, where the row of the search has no room for it. */
const remarkNote = (rows: readonly PickerRow[], input: ViewInput): readonly Line[] => {
	const {catalogue, columns, local} = input;
	const remark = catalogue && rows.length > 0 ? searchRemark(pickerInput(input, catalogue)) : undefined;
	const found = foundSpans(rows, input)[0]?.text ?? '';
	const hasRoom = widthOf(local.filter) + widthOf(found) + 12 <= columns;
	return remark === undefined || hasRoom ? [] : textLines(`Searched ${remark}.`, columns);
};

const instructionOf = (input: ViewInput): string => {
	if (isLow(input)) return '';
	const {pasted, isChosenOnly} = placeOf(input);
	if (pasted) return reportText(input.catalogue, pasted);
	if (isChosenOnly) return 'Everything this connection will ask for. Space takes one out.';
	if (!asksZoho(input.state)) return 'Type or paste them, separated by spaces.';
	if (input.local.filter.trim() !== '') return 'Enter takes the highlighted one; search again for the next.';
	const instruction = 'Choose what the connection may do: a task, a product, or search.';
	const {state, columns} = input;
	return state.isReviewing && columns >= narrow ? `${instruction} ${wayBack(state, columns)}` : instruction;
};

/** The whole list: tasks and products, or what the words find, or what is chosen. */
export const drawList = (label: string, delimiter: string, input: ViewInput): Drawn => {
	const {catalogue, glyphs, state} = input;
	const rows = rowsOf(input, catalogue);
	const highlight = highlightOf(rows, input);
	const {text, dim} = detailOfRow(rows[highlight], input);
	const {isChosenOnly, pasted} = placeOf(input);
	const isRefused = state.problem?.key === 'scopes';
	const remark = remarkNote(rows, input);
	const empty = catalogue && rows.length === 0 ? nothing(input) : [];
	return {
		isAlone: true,
		label: pasted ? 'Pasted' : isChosenOnly ? 'Chosen' : label,
		input: {
			text: input.local.filter,
			placeholder: isChosenOnly || pasted ? 'type to filter' : 'type to search, or paste a list',
			cursor: input.local.cursor,
			isSearch: true,
			right: foundSpans(rows, input),
		},
		instruction: instructionOf(input),
		...(isLow(input) ? {} : {counter: counterOf(input)}),
		pane: {
			list: {
				...(rows.length === 0
					? listOfRows(empty, highlight)
					: listOf(rows, highlight, (row, isHighlighted) =>
							line(
								rowMark(isHighlighted ? 'here' : undefined, glyphs),
								...rowSpans(row, isHighlighted, input),
							),
						)),
				most: listRows(input) + Number(isLow(input)),
				leastInLow,
				isPadded: true,
			},
			...detailPane(text, dim, delimiter, input),
		},
		about: [text, dim],
		...(isRefused && rows[highlight]?.kind !== 'product' && chosenOf(input).length === 0 && rows.length > 0
			? {remedy: 'Space marks the highlighted one.'}
			: {}),
		note: isRefused ? [] : remark.length > 0 ? remark : adviceNote(input),
		side: chosenPanel(input),
	};
};

const open = (product: string, input: ViewInput): Pressed => ({
	local: {
		...fresh,
		highlight: 0,
		picker: {...placeOf(input), product, column: 0, isChosenOnly: false, pasted: undefined},
	},
});

/**
 * Enter. Typed scopes join the chosen ones; with other words in the search the highlighted row does, and the search is empty
 * for the next; without words it goes on.
 */
const accept = (rows: readonly PickerRow[], input: ViewInput): Pressed => {
	const chosen = chosenOf(input);
	const isZoho = asksZoho(input.state);
	const added = meant(rows, input);
	if (added.length > 0) return {local: fresh, events: [typed('scopes', addScopes(chosen, added, isZoho))]};
	const {isChosenOnly, pasted} = placeOf(input);
	if (input.local.filter.trim() === '' || isChosenOnly || pasted)
		return {local: fresh, events: [{type: 'accepted', at: input.now}]};
	const row = rows[highlightOf(rows, input)];
	switch (row?.kind) {
		case undefined:
		case 'left-out':
			return {events: [typed('scopes', chosen, 'Nothing matches these words. Ctrl+U clears them.')]};
		case 'product':
			return open(row.service.id, input);
		case 'set':
			return {local: fresh, events: [typed('scopes', addScopes(chosen, row.scopes, isZoho))]};
		case 'scope':
			return {local: fresh, events: [typed('scopes', addScopes(chosen, [row.scope], isZoho))]};
	}
};

const productOf = (row: PickerRow | undefined): string | undefined =>
	row?.kind === 'product' ? row.service.id : row?.kind === 'scope' ? row.row?.serviceId : undefined;

/** What a key does to the highlighted row. */
const pressRow = (press: Press, row: PickerRow, input: ViewInput, catalogue: ScopeCatalogue): Pressed => {
	const product = productOf(row);
	if (isCommand(press, 'open') && product !== undefined) return open(product, input);
	if (isCommand(press, 'markReads') && product !== undefined) return pressReads(product, input, catalogue);
	if (!isCommand(press, 'mark')) return undefined;
	if (row.kind === 'left-out') return {};
	if (row.kind === 'product') return open(row.service.id, input);
	const scopes = row.kind === 'set' ? row.scopes : [row.scope];
	return {events: [typed('scopes', toggleScopes(chosenOf(input), scopes))]};
};

/** Words that none of the pasted scopes has are meant for the whole list. */
const leftReport = (filter: string, input: ViewInput): Partial<Local> => {
	const {catalogue, local} = input;
	const place = placeOf(input);
	if (!place.pasted || !catalogue) return {};
	const isFound = rowsOf({...input, local: {...local, filter}}, catalogue).length > 0;
	return isFound ? {} : {picker: {...place, pasted: undefined}};
};

const pressText = (press: Press, input: ViewInput): Pressed => {
	const {filter, cursor} = input.local;
	const after = editField(filter, cursor, press);
	if (!after) return undefined;
	// A changed search begins at its top; a cursor that only moved changes nothing.
	const change: Partial<Local> = after.text === filter ? {} : {filter: after.text, highlight: undefined};
	const local = {...change, ...leftReport(after.text, input), cursor: after.cursor};
	// What was said of the words before is not true of these.
	const isStale = after.text !== filter && input.state.notice !== undefined;
	return isStale ? {local, events: [typed('scopes', chosenOf(input))]} : {local};
};

export const pressList = (press: Press, input: ViewInput): Pressed => {
	const {catalogue, local} = input;
	const rows = rowsOf(input, catalogue);
	const highlight = highlightOf(rows, input);
	const isCursorKey = press.name === 'home' || press.name === 'end';
	const next = isCursorKey ? undefined : moved(press, highlight, rows.length, input.rows - 2);
	if (next !== undefined) return {local: {highlight: next}};
	const row = rows[highlight];
	// While one types, an arrow moves within the text and a blank is part of it.
	const own = row && catalogue && isInList(input) ? pressRow(press, row, input, catalogue) : undefined;
	if (own) return own;
	if (!isCommand(press, 'accept')) return pressText(press, input);
	return row?.kind === 'product' && local.highlight !== undefined
		? open(row.service.id, input)
		: accept(rows, input);
};

export const listHints = (input: ViewInput): readonly Hint[] => {
	const rows = rowsOf(input, input.catalogue);
	const row = rows[highlightOf(rows, input)];
	const {isChosenOnly, pasted} = placeOf(input);
	const hasWords = input.local.filter.trim() !== '' && !isChosenOnly && !pasted;
	const opens = row?.kind === 'product' && (input.local.highlight !== undefined || hasWords);
	const product = productOf(row);
	const more = moreHints(input, isInList(input) ? product : undefined);
	// Out of what is chosen or pasted leads a key of these.
	const isOwn = isChosenOnly || pasted !== undefined;
	return [
		hint('accept', opens ? 'open' : hasWords ? 'take it' : 'go on'),
		...hintIf(row && row.kind !== 'product' && row.kind !== 'left-out' && isInList(input), 'mark', 'mark'),
		...(isOwn ? more : []),
		...hintIf(!isLow(input) && rows.length > 1, 'move', 'choose'),
		...hintIf(product !== undefined && isInList(input), 'open', 'product'),
		...(isOwn ? [] : more),
	];
};
