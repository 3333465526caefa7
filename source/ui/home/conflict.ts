import {changesSince, conflictChoices, conflictLabels, conflictWords, newestOf} from '../../home/conflict.js';
import type {PlaceAt} from '../../home/state.js';
import {type Bands, endingForm} from '../lines/bands.js';
import {choiceHints, lastHints} from '../lines/keys.js';
import {span} from '../lines/line.js';
import {gap, marked, optionRows, toneLines} from '../lines/rows.js';
import {homeHead, isLow} from './common.js';
import type {HomeInput} from './input.js';

const verbs = {show: 'show what changed', apply: 'apply', discard: 'discard'} as const;

/** Two at once: the second one is told, and nothing is overwritten. */
export const conflictBands = (input: HomeInput, place: PlaceAt<'conflict'>): Bands => {
	const {state, columns} = input;
	const {from, isShown, option} = place;
	const {what, why} = conflictWords(state, place);
	const now = newestOf(state, from.seen);
	const choices = conflictChoices(state, place);
	const labels = conflictLabels(place);
	const changes = isShown && now ? changesSince(from.seen, now) : [];
	const told = isLow(input) && changes.length > 0 ? changes : [why, ...changes];
	const rows = optionRows(
		choices.map(choice => (isLow(input) ? labels[choice].replace('my changes', 'mine') : labels[choice])),
		option,
		input,
	);
	const form = [
		...toneLines(what, 'bad', input),
		...told.flatMap(text => marked(span('  '), text, columns)),
		gap,
		...rows,
	];
	return {
		head: homeHead(
			input,
			from.at === 'question' ? from.head : `${from.at === 'rename' ? 'Rename' : 'Remove'} ${from.seen.name}`,
		),
		...endingForm(form),
		keys: choiceHints(verbs[choices[option] ?? 'discard'], lastHints('allKeys').slice(0, 2)),
	};
};
