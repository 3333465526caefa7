import {adviceAbout, offeredSpelling, privilegeText} from '../../../wizard/scopes/advice.js';
import {
	freshPlace,
	includedIn,
	type PickerInput,
	type PickerPlace,
	usedIn,
} from '../../../wizard/scopes/picker.js';
import {rawValueOf} from '../../../wizard/select.js';
import type {CatalogueScope, ScopeCatalogue} from '../../../zoho/scopes/catalogue.js';
import {notesOf} from '../../../zoho/scopes/notes.js';
import {inputLine} from '../../lines/input-line.js';
import type {Hint} from '../../lines/keys.js';
import {type Line, line, paragraph, span} from '../../lines/line.js';
import type {ViewInput} from '../view.js';

export const chosenOf = ({state}: ViewInput): readonly string[] => {
	const value = rawValueOf(state, 'scopes');
	return typeof value === 'object' ? value : [];
};

export const placeOf = ({local}: ViewInput): PickerPlace => local.picker ?? freshPlace;

/** What the picker's own floor needs to know. */
export const pickerInput = (input: ViewInput, catalogue: ScopeCatalogue): PickerInput => ({
	catalogue,
	chosen: chosenOf(input),
	filter: input.local.filter,
	place: placeOf(input),
	services: input.state.context.services,
	findCalls: input.findCalls,
});

/** The search, with a word before it where one is not in the whole list. */
export const fieldLine = (input: ViewInput, label: string, placeholder: string) =>
	inputLine({
		label,
		text: input.local.filter,
		placeholder,
		cursor: input.local.cursor,
		isMasked: false,
		columns: input.columns,
		glyphs: input.glyphs,
	});

export const counterLine = (input: ViewInput, extra: string): Line =>
	line(span(`    ${privilegeText(chosenOf(input))}`, 'title'), span(extra, 'muted'));

/** Warnings about what is chosen; in a low window the first one only. While there is a notice, mere advice waits for its place. */
export const adviceLines = (input: ViewInput, catalogue: ScopeCatalogue): readonly Line[] => {
	const all = adviceAbout(catalogue, chosenOf(input));
	const advice = input.state.notice === undefined ? all : all.filter(({isWarning}) => isWarning);
	const isLow = input.rows <= 6;
	const room = isLow ? 1 : 2;
	const shown = advice
		.slice(0, room)
		.flatMap(({text, isWarning}) =>
			isWarning
				? paragraph(text, input.columns, 'warn', input.glyphs.warning)
				: paragraph(text, input.columns, 'muted', '  '),
		);
	const more = advice.length - room;
	if (isLow) return shown.slice(0, 2);
	return more > 0 ? [...shown, line(span(`  and ${more} more to know`, 'muted'))] : shown;
};

/** All that is known of a scope, in one text: what it allows, what bites, what includes it, who uses it. */
export const detailOf = (scope: string, row: CatalogueScope | undefined, input: ViewInput): string => {
	const including = includedIn(chosenOf(input), scope);
	const services = usedIn(input.state.context.services, scope);
	return [
		`${scope}: ${row ? row.description : 'not in the list; it may still exist'}.`,
		...notesOf(scope).map(({text}) => text),
		...(row?.confidence === 'third-party' ? ['Only seen in lists of third parties.'] : []),
		...(including ? [`Included in ${including}.`] : []),
		...(services.length > 0 ? [`Used in ${services.join(', ')}.`] : []),
	].join(' ');
};

/** Rows that a list may take below the field and the counter, so that warnings do not push these out of sight. */
export const roomFor = (input: ViewInput, status: readonly Line[], above: number): number =>
	Math.max(2, input.rows - above - Math.max(0, status.length - 1));

/** Keys that work everywhere in the picker. */
export const moreHints = (input: ViewInput, product: string | undefined): readonly Hint[] => {
	const {isChosenOnly, includesThirdParty} = placeOf(input);
	const offer = input.catalogue ? offeredSpelling(input.catalogue, chosenOf(input)) : undefined;
	return [
		...(offer ? [{command: 'useNearest', label: 'respell'} as const] : []),
		...(product === undefined ? [] : [{command: 'markReads', label: 'all READ scopes'} as const]),
		{command: 'chosenOnly', label: isChosenOnly ? 'all' : 'chosen only'},
		{command: 'thirdParty', label: includesThirdParty ? 'hide unsure' : 'show unsure'},
	];
};
