import {
	addScopes,
	includedIn,
	isChosen,
	type PickerRow,
	pickerRows,
	readOnlyScopes,
	searchRemark,
	searchWords,
	toggleScopes,
	usedIn,
} from '../../../wizard/scopes/picker.js';
import {asksZoho, scopesMeant} from '../../../wizard/scopes/text.js';
import {readCall} from '../../../zoho/operations/call-text.js';
import type {ScopeCatalogue} from '../../../zoho/scopes/catalogue.js';
import {editLine} from '../../lines/editor.js';
import {type Hint, isCommand, type Press} from '../../lines/keys.js';
import {graphemesOf, type Line, line, type Span, type Style, span} from '../../lines/line.js';
import {
	type Drawn,
	type Local,
	moved,
	moveOf,
	type Pressed,
	typed,
	type ViewInput,
	windowOf,
} from '../view.js';
import {matchSpans} from './matches.js';
import {
	adviceLines,
	chosenOf,
	counterLine,
	detailOf,
	fieldLine,
	moreHints,
	pickerInput,
	placeOf,
	roomFor,
} from './reading.js';

const rowsOf = (input: ViewInput, catalogue: ScopeCatalogue | undefined): readonly PickerRow[] =>
	catalogue ? pickerRows(pickerInput(input, catalogue)) : [];

/**
 * The highlighted row, or -1. While words are typed no row is highlighted, so that a space between two words does not
 * mark whatever stands on top; an arrow goes into the list, and a single match needs none.
 */
const highlightOf = (rows: readonly PickerRow[], {local}: ViewInput): number => {
	const isTyping = local.filter.trim() !== '' && rows.length !== 1;
	return Math.min(local.highlight ?? (isTyping ? -1 : 0), rows.length - 1);
};

/** Several scopes at once: marked when all of them are, and how many of them are otherwise. */
const setSpans = (
	row: Extract<PickerRow, {kind: 'set'}>,
	style: Style,
	input: ViewInput,
): readonly Span[] => {
	const {marked, unmarked} = input.glyphs;
	const {length} = row.scopes;
	const count = row.scopes.filter(scope => isChosen(chosenOf(input), scope)).length;
	const some = count > 0 && count < length ? `  ${count} of ${length} chosen` : '';
	return [
		span(`${count === length ? marked : unmarked} `),
		span(row.label, style),
		span(`${some}  ${row.reason}`, 'muted'),
	];
};

const scopeMark = (scope: string, input: ViewInput): string => {
	const {marked, unmarked, included} = input.glyphs;
	const chosen = chosenOf(input);
	if (isChosen(chosen, scope)) return marked;
	return includedIn(chosen, scope) ? included : unmarked;
};

const productTail = (row: Extract<PickerRow, {kind: 'product'}>, input: ViewInput): string => {
	const prefix = `${row.service.prefix.toLowerCase()}.`;
	const count = chosenOf(input).filter(scope => scope.toLowerCase().startsWith(prefix)).length;
	return `  ${row.count} scopes${count > 0 ? `, ${count} chosen` : ''} ${input.glyphs.isAscii ? '>' : '›'}`;
};

const rowSpans = (row: PickerRow, isHighlighted: boolean, input: ViewInput): readonly Span[] => {
	const style = isHighlighted ? 'accent' : 'plain';
	switch (row.kind) {
		case 'set':
			return setSpans(row, style, input);
		case 'product':
			return [span(row.service.name, style), span(productTail(row, input), 'muted')];
		case 'scope': {
			const words = searchWords(input.local.filter);
			const services = usedIn(input.state.context.services, row.scope);
			const text = row.row?.description ?? 'not in the list; it may still exist';
			return [
				span(`${scopeMark(row.scope, input)} `),
				...matchSpans(row.scope, words, style),
				span('  '),
				...matchSpans(text, words, 'muted'),
				...(services.length > 0 ? [span(`  used in ${services.join(', ')}`, 'good')] : []),
				...(row.row?.confidence === 'third-party' ? [span('  unsure', 'warn')] : []),
			];
		}
	}
};

const detailOfRow = (row: PickerRow | undefined, input: ViewInput): string | undefined => {
	switch (row?.kind) {
		case 'set':
			return `${row.reason} ${row.scopes.join(', ')}`;
		case 'scope':
			return detailOf(row.scope, row.row, input);
		default:
			return undefined;
	}
};

const meant = (rows: readonly PickerRow[], input: ViewInput): readonly string[] => {
	const {local, catalogue, state} = input;
	const isLike = catalogue !== undefined && searchRemark(pickerInput(input, catalogue)) !== undefined;
	return scopesMeant(local.filter, catalogue, state, rows.length > 0 && !isLike) ?? [];
};

const nothing = (input: ViewInput): readonly Line[] => {
	if (placeOf(input).isChosenOnly) return [line(span('    nothing is chosen yet', 'muted'))];
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

/** The whole list: tasks and products, or what the words find, or what is chosen. */
export const drawList = (label: string, input: ViewInput): Drawn => {
	const {catalogue, glyphs} = input;
	const rows = rowsOf(input, catalogue);
	const highlight = highlightOf(rows, input);
	const status = catalogue ? adviceLines(input, catalogue) : [];
	const {from, to} = windowOf(rows.length, highlight, roomFor(input, status, 2));
	const list = rows.slice(from, to).map((row, index) => {
		const isHighlighted = from + index === highlight;
		const mark = span(isHighlighted ? `  ${glyphs.highlight}` : '    ', 'accent');
		return line(mark, ...rowSpans(row, isHighlighted, input));
	});
	const place = placeOf(input);
	const field = fieldLine(
		input,
		place.isChosenOnly ? `${label}, chosen only` : label,
		'type to search, or paste scopes',
	);
	const remark = catalogue && rows.length > 0 ? searchRemark(pickerInput(input, catalogue)) : undefined;
	const shown = ` · ${rows.length} shown${remark === undefined ? '' : ` ${remark}`}`;
	const extra = catalogue ? shown : ` · loading the list ${glyphs.more}`;
	const detail = detailOfRow(rows[highlight], input);
	return {
		lines: [
			field.line,
			counterLine(input, extra),
			...(catalogue && rows.length === 0 ? nothing(input) : list),
		],
		focus: highlight < 0 ? 0 : 2 + highlight - from,
		...(detail ? {detail} : {}),
		more: moreHints(input, productOf(rows[highlight])),
		status,
		cursor: {line: 0, column: field.column},
	};
};

const fresh = {filter: '', cursor: undefined, highlight: undefined} as const;

const open = (product: string, input: ViewInput): Pressed => ({
	local: {...fresh, highlight: 0, picker: {...placeOf(input), product, column: 0, isChosenOnly: false}},
});

/** Enter: what is typed and meant as scopes joins the chosen ones, then goes on. */
const accept = (rows: readonly PickerRow[], input: ViewInput): Pressed => {
	const added = meant(rows, input);
	const join =
		added.length > 0 ? [typed('scopes', addScopes(chosenOf(input), added, asksZoho(input.state)))] : [];
	return {
		local: added.length > 0 ? fresh : {highlight: undefined},
		events: [...join, {type: 'accepted', at: input.now}],
	};
};

const productOf = (row: PickerRow | undefined): string | undefined =>
	row?.kind === 'product' ? row.service.id : row?.kind === 'scope' ? row.row?.serviceId : undefined;

/** What a key does to the highlighted row. */
const pressRow = (press: Press, row: PickerRow, input: ViewInput, catalogue: ScopeCatalogue): Pressed => {
	const chosen = chosenOf(input);
	const product = productOf(row);
	if (isCommand(press, 'open') && product !== undefined) return open(product, input);
	if (isCommand(press, 'markReads') && product !== undefined) {
		const reads = readOnlyScopes(pickerInput(input, catalogue), product);
		return reads.length === 0 ? {} : {events: [typed('scopes', toggleScopes(chosen, reads))]};
	}
	if (!isCommand(press, 'mark')) return undefined;
	if (row.kind === 'product') return open(row.service.id, input);
	const scopes = row.kind === 'set' ? row.scopes : [row.scope];
	return {events: [typed('scopes', toggleScopes(chosen, scopes))]};
};

const pressText = (press: Press, input: ViewInput): Pressed => {
	const {filter, cursor} = input.local;
	const after = editLine({text: filter, cursor: cursor ?? graphemesOf(filter).length}, press);
	if (!after) return undefined;
	// A changed search begins at its top; a cursor that only moved changes nothing.
	const change: Partial<Local> = after.text === filter ? {} : {filter: after.text, highlight: undefined};
	return {local: {...change, cursor: after.cursor}};
};

export const pressList = (press: Press, input: ViewInput): Pressed => {
	const {catalogue, local} = input;
	const rows = rowsOf(input, catalogue);
	const highlight = highlightOf(rows, input);
	const isCursorKey = press.name === 'home' || press.name === 'end';
	const move = isCursorKey ? undefined : moveOf(press, isCommand);
	const next = moved(highlight, rows.length, input.rows - 2, move);
	if (next !== undefined) return {local: {highlight: next}};
	const row = rows[highlight];
	// An arrow within the typed text is the text's; only on a row that was gone to does it open.
	const isOnRow = local.filter === '' || local.highlight !== undefined || !isCommand(press, 'open');
	const own = row && catalogue && isOnRow ? pressRow(press, row, input, catalogue) : undefined;
	if (own) return own;
	if (!isCommand(press, 'accept')) return pressText(press, input);
	return row?.kind === 'product' && local.highlight !== undefined
		? open(row.service.id, input)
		: accept(rows, input);
};

export const listHints = (input: ViewInput): readonly Hint[] => {
	const rows = rowsOf(input, input.catalogue);
	const row = rows[highlightOf(rows, input)];
	const opens = row?.kind === 'product' && input.local.highlight !== undefined;
	return [
		{command: 'accept', label: opens ? 'open' : 'accept'},
		...(row && row.kind !== 'product' ? [{command: 'mark', label: 'mark'} as const] : []),
		{command: 'move', label: 'choose'},
		...(productOf(row) === undefined ? [] : [{command: 'open', label: 'product'} as const]),
	];
};
