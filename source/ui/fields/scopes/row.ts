import {adviceAbout} from '../../../wizard/scopes/advice.js';
import {correctedText, type Pasted, unknownText} from '../../../wizard/scopes/pasted.js';
import {includedIn, isChosen, type PickerRow, searchWords, usedIn} from '../../../wizard/scopes/picker.js';
import {findScope} from '../../../zoho/scopes/check.js';
import {counted} from '../../../zoho/text.js';
import {type Span, type Style, span, widthOf} from '../../lines/line.js';
import {markSpan} from '../../lines/rows.js';
import type {ViewInput} from '../view.js';
import {matchSpans} from './matches.js';
import {chosenOf, placeOf} from './reading.js';

/** Several scopes at once: marked when all of them are, and how many of them are otherwise. */
const setSpans = (
	row: Extract<PickerRow, {kind: 'set'}>,
	style: Style,
	input: ViewInput,
): readonly Span[] => {
	const {marked, unmarked} = input.glyphs;
	const {length} = row.scopes;
	const count = row.scopes.filter(scope => isChosen(chosenOf(input), scope)).length;
	const some = count > 0 && count < length ? `${count} of ${length} scopes` : counted(length, 'scope');
	const words = searchWords(input.local.filter);
	return [
		span(`${count === length ? marked : unmarked} `),
		...matchSpans(row.label, words, style),
		...tail(6 + widthOf(row.label), some, 'task', input),
	];
};

/** How many scopes a row stands for, and what it is, below each other at the right. */
const tail = (used: number, count: string, kind: string, {columns}: ViewInput): readonly Span[] => {
	const isWide = columns >= 60;
	const at = isWide ? 63 : 30;
	const before = ' '.repeat(Math.max(2, at - used - widthOf(count)));
	return [span(before), span(count, 'plain'), span(`${isWide ? '   ' : ' '}${kind}`, 'muted')];
};

const scopeMark = (scope: string, input: ViewInput): string => {
	const {marked, unmarked, included} = input.glyphs;
	const chosen = chosenOf(input);
	if (placeOf(input).isChosenOnly && includedIn(chosen, scope)) return `${included}  `;
	if (isChosen(chosen, scope)) return marked;
	return includedIn(chosen, scope) ? included : unmarked;
};

const productSpans = (
	{service, count}: Extract<PickerRow, {kind: 'product'}>,
	style: Style,
	input: ViewInput,
): readonly Span[] => {
	const prefix = `${service.prefix.toLowerCase()}.`;
	const chosen = chosenOf(input).filter(scope => scope.toLowerCase().startsWith(prefix)).length;
	const text = `${chosen > 0 ? `${chosen} of ` : ''}${count} scopes`;
	const words = searchWords(input.local.filter);
	return [
		span('  '),
		...matchSpans(service.name, words, style),
		...tail(6 + widthOf(service.name), text, input.glyphs.isAscii ? '->' : '→', input),
	];
};

/** Where the description of a scope begins, if its name is not longer. */
const descriptionAt = 39;

/** A row of the list, behind its mark. */
export const rowSpans = (row: PickerRow, isHighlighted: boolean, input: ViewInput): readonly Span[] => {
	const style = isHighlighted ? 'match' : 'plain';
	switch (row.kind) {
		case 'set':
			return setSpans(row, style, input);
		case 'product':
			return productSpans(row, style, input);
		case 'left-out':
			return [
				span('  left out'.padEnd(descriptionAt - 4), 'muted'),
				span(`"${row.words.join(' ')}"`, 'muted'),
			];
		case 'scope': {
			const {isChosenOnly, pasted} = placeOf(input);
			const words = searchWords(input.local.filter);
			const services = usedIn(input.state.context.services, row.scope);
			const text = row.row?.description ?? 'not in the list; it may still exist';
			const room = Math.max(2, descriptionAt - 6 - widthOf(row.scope));
			return [
				span(`${scopeMark(row.scope, input)} `),
				...matchSpans(row.scope, words, style),
				span(' '.repeat(room)),
				...(pasted
					? pastedSpans(row, pasted, input)
					: isChosenOnly
						? noteSpans(row, input)
						: matchSpans(text, words, 'plain')),
				...(services.length > 0 ? [span(`  used in ${services.join(', ')}`, 'good')] : []),
				...(row.row?.confidence === 'third-party' ? [span('  unverified', 'warn')] : []),
			];
		}
	}
};

/** What became of a scope that was pasted. */
const pastedSpans = (
	{scope}: Extract<PickerRow, {kind: 'scope'}>,
	{corrected}: Pasted,
	{catalogue, glyphs}: ViewInput,
): readonly Span[] => {
	const [warn, good] = [markSpan('warn', glyphs), markSpan('good', glyphs)];
	const before = corrected.get(scope);
	if (before !== undefined) return [good, span(correctedText(scope, before))];
	if (catalogue && !findScope(catalogue, scope)) return [warn, span(unknownText(catalogue, scope))];
	const isOdd = catalogue && adviceAbout(catalogue, [scope]).some(({isWarning}) => isWarning);
	return [good, span('taken'), ...(isOdd ? [span('   '), warn, span('see below')] : [])];
};

/** What is to be known of a chosen scope, beside it. */
const noteSpans = (
	{scope, row}: Extract<PickerRow, {kind: 'scope'}>,
	{catalogue, glyphs, ...input}: ViewInput,
): readonly Span[] => {
	const chosen = chosenOf({catalogue, glyphs, ...input});
	const including = includedIn(chosen, scope);
	if (including) return [span(`included in ${including}`, 'muted')];
	const [doubt] = catalogue ? adviceAbout(catalogue, [scope]) : [];
	if (!doubt) return [span(row?.description ?? '')];
	const text = doubt.text.startsWith(`${scope} `) ? doubt.text.slice(scope.length + 1) : doubt.text;
	return [...(doubt.isWarning ? [markSpan('warn', glyphs)] : []), span(text)];
};
