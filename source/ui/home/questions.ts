import {withProgramName} from '../../connection/program-name.js';
import type {PlaceAt} from '../../home/state.js';
import {lower} from '../../zoho/text.js';
import type {Bands} from '../lines/bands.js';
import {choiceHints, type Hint, hint, lastHints} from '../lines/keys.js';
import {type Line, line, span} from '../lines/line.js';
import {factRows, gap, optionRows, textLines} from '../lines/rows.js';
import {homeHead, isLow} from './common.js';
import type {HomeInput} from './input.js';

type Question = PlaceAt<'question'>;

/** The answers in the order in which they stand, the safe one first unless the other one was asked for. */
export const answersOf = ({stays, yes, isYesFirst}: Question): readonly string[] =>
	isYesFirst ? [yes, stays] : [stays, yes];

export const answerIndex = ({isYes, isYesFirst}: Question): number => Number(isYes !== (isYesFirst ?? false));

const back = hint('back', 'back');

/** Where what is known begins. */
const factsAt = 13;

/** What is known about a question, beside its labels. */
export const factLines = (facts: Question['facts'], {columns, glyphs}: HomeInput): readonly Line[] =>
	(facts ?? []).flatMap(({command, ...fact}) =>
		factRows({...fact, command: command && withProgramName(command, glyphs.program)}, columns, factsAt),
	);

/** Before something ends, or leaves this machine: what, what it means, the answers. */
export const questionBands = (input: HomeInput, place: Question): Bands => {
	const {columns} = input;
	// The answers are worth more than what is known.
	const facts = isLow(input) ? [] : (place.facts ?? []);
	const known = factLines(facts, input);
	const above = known.length > 0 ? [...known, gap] : [];
	return {
		head: homeHead(input, place.head),
		title: line(span(place.text, 'title')),
		instruction: textLines(place.meaning, columns),
		short: place.short,
		form: [...above, ...optionRows(answersOf(place), answerIndex(place), input)],
		focus: above.length + answerIndex(place),
		isWhole: true,
		keys: keysOf(place, columns),
	};
};

/** What was asked for is done with Enter; what ends something has a letter for each answer. */
const keysOf = ({yes, stays, isYes, isYesFirst}: Question, columns: number): readonly Hint[] => {
	const accept = hint('accept', lower(isYes ? yes : stays));
	if (isYesFirst) return choiceHints(accept.label.replace(/ it$/, ''), lastHints('allKeys').slice(0, 2));
	const letters: readonly Hint[] = [hint('yes', lower(yes)), hint('no', lower(stays))];
	return columns < 70 ? [accept, back, ...letters] : [accept, ...letters, back];
};
