import {adviceAbout, offeredSpelling, privilegeText} from '../../../wizard/scopes/advice.js';
import {isOfOtherServer} from '../../../wizard/scopes/elsewhere.js';
import {
	freshPlace,
	includedIn,
	type PickerInput,
	type PickerPlace,
	readOnlyScopes,
	toggleScopes,
	usedIn,
} from '../../../wizard/scopes/picker.js';
import {rawValueOf} from '../../../wizard/select.js';
import type {CatalogueScope, ScopeCatalogue} from '../../../zoho/scopes/catalogue.js';
import {notesOf} from '../../../zoho/scopes/notes.js';
import {type Hint, hint, hintIf} from '../../lines/keys.js';
import {type Line, line, type Span, span} from '../../lines/line.js';
import {firstRows, gap, markSpan, textLines, toneLines} from '../../lines/rows.js';
import {type Drawn, type Pressed, typed, type ViewInput} from '../view.js';

export const chosenOf = ({state}: ViewInput): readonly string[] => {
	const value = rawValueOf(state, 'scopes');
	return typeof value === 'object' ? value : [];
};

export const placeOf = ({local}: ViewInput): PickerPlace => local.picker ?? freshPlace;

/** An empty search, with its highlight at the top. */
export const fresh = {filter: '', cursor: undefined, highlight: undefined} as const;

/** Marks what of a product only reads, or takes it away. */
export const pressReads = (product: string, input: ViewInput, catalogue: ScopeCatalogue): Pressed => {
	const reads = readOnlyScopes(pickerInput(input, catalogue), product);
	return reads.length === 0 ? {} : {events: [typed('scopes', toggleScopes(chosenOf(input), reads))]};
};

/** What the picker's own floor needs to know. */
export const pickerInput = (input: ViewInput, catalogue: ScopeCatalogue): PickerInput => ({
	catalogue,
	chosen: chosenOf(input),
	filter: input.local.filter,
	place: placeOf(input),
	services: input.state.context.services.filter(
		({dataCenter}) => (dataCenter === null) === isOfOtherServer(catalogue),
	),
	findCalls: input.findCalls,
});

export const isLow = ({size}: Pick<ViewInput, 'size'>): boolean => size.rows < 20;

/** Rows of the list: the same whatever is found, so that typing moves nothing. */
export const listRows = ({size}: ViewInput): number =>
	isLow({size}) ? Math.max(3, size.rows - 8) : Math.min(24, size.rows - 15);

/** Rows for which the title gives way in a low window; one of them is the note's. */
export const leastInLow = 5;

/** Rows of what is said about the highlighted row. */
const detailRows = (input: ViewInput): number =>
	isLow(input) && placeOf(input).product !== undefined ? 1 : input.size.rows < 34 ? 2 : 4;

/** The text about the highlighted row and its scopes dimmed, in just so many rows; below them the delimiter. */
export const detailPane = (
	text: string,
	dim: string,
	delimiter: string,
	input: ViewInput,
): Required<Pick<Drawn['pane'], 'rows'>> => {
	const look = {...input, columns: input.columns - 2};
	const room = detailRows(input);
	const also = dim === '' ? [] : textLines(dim, look.columns, 'muted');
	const told = firstRows(textLines(text, look.columns), also.length > 0 ? room - 1 : room, look);
	const shown = [...told, ...firstRows(also, room - told.length, look)].map(({spans}) =>
		line(span('  '), ...spans),
	);
	const blanks = Array.from({length: room - shown.length}, () => line(''));
	const last = line(
		span(`  Scope Delimiter  `, 'muted'),
		span(delimiter, chosenOf(input).length > 1 ? 'plain' : 'muted'),
	);
	return {rows: [gap, ...shown, ...blanks, ...(isLow(input) ? [] : [last])]};
};

/** How many are chosen and what they allow, and how many notes there are on them. */
export const counterOf = (input: ViewInput): readonly Span[] => {
	const {catalogue} = input;
	const chosen = chosenOf(input);
	const notes = catalogue ? adviceAbout(catalogue, chosen).length : 0;
	const more = notes > 0 ? ` ${input.glyphs.dot} ${notes} ${notes === 1 ? 'note' : 'notes'}` : '';
	const text = catalogue && isOfOtherServer(catalogue) ? `${chosen.length} chosen` : privilegeText(chosen);
	return [span(text, 'plain'), span(more, 'muted')];
};

/** The most pressing thing about what is chosen; all of it stands in the list of what is chosen. */
export const adviceNote = (input: ViewInput): readonly Line[] => {
	const {catalogue, columns, glyphs} = input;
	const advice = catalogue ? adviceAbout(catalogue, chosenOf(input)) : [];
	const [first, ...others] = advice;
	if (!first) return isLow(input) ? [line(...counterOf(input))] : [];
	const warnings = others.filter(({isWarning}) => isWarning).length;
	const more = warnings > 0 ? ` And ${warnings} more: Ctrl+O.` : '';
	// A low window has one row for all of it.
	if (isLow(input))
		return [line(...(first.isWarning ? [markSpan('warn', glyphs)] : []), ...counterOf(input))];
	return first.isWarning
		? toneLines(`${first.text}${more}`, 'warn', input)
		: textLines(first.text, columns, 'muted');
};

/** All that is known of a scope, in one text: what it allows, what bites, what includes it, who uses it. */
export const detailOf = (scope: string, row: CatalogueScope | undefined, input: ViewInput): string => {
	const including = includedIn(chosenOf(input), scope);
	const services = usedIn(input.state.context.services, scope);
	return [
		`${scope}: ${row ? row.description || 'named by the server' : 'not in the list; it may still exist'}.`,
		...(input.catalogue && isOfOtherServer(input.catalogue) ? [] : notesOf(scope).map(({text}) => text)),
		...(row?.confidence === 'third-party' ? ['Only seen in lists of third parties.'] : []),
		...(including ? [`Included in ${including}.`] : []),
		...(services.length > 0 ? [`Used in ${services.join(', ')}.`] : []),
	].join(' ');
};

/** Keys that work everywhere in the picker. */
export const moreHints = (input: ViewInput, product: string | undefined): readonly Hint[] => {
	const {isChosenOnly, includesThirdParty} = placeOf(input);
	const offer = input.catalogue ? offeredSpelling(input.catalogue, chosenOf(input)) : undefined;
	return [
		...hintIf(offer, 'useNearest', 'use nearest'),
		hint('chosenOnly', isChosenOnly ? 'all' : 'chosen'),
		...hintIf(
			!(input.catalogue && isOfOtherServer(input.catalogue)),
			'thirdParty',
			includesThirdParty ? 'hide unverified' : 'unverified',
		),
		...hintIf(product !== undefined, 'markReads', 'all READ'),
	];
};
