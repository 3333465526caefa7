import {
	type CopilotState,
	copilotRail,
	currentPart,
	doneCount,
	manifestOptions,
	secretAnswers,
	stepsIn,
} from '../../wizard/copilot/state.js';
import {factsOf, notesOf, noticesOf, partWords} from '../../wizard/copilot/texts.js';
import {sheetParts} from '../../wizard/sheet/steps.js';
import {manifestText} from '../../wizard/sheet/text.js';
import {findProduct} from '../../zoho/products/table.js';
import {type Bands, hasSide, listOfRows} from '../lines/bands.js';
import {productLine} from '../lines/bars.js';
import {fitBands} from '../lines/fit-bands.js';
import {railRow} from '../lines/head.js';
import {type Hint, hint, hintIf} from '../lines/keys.js';
import {type Frame, type Line, line, span, widthOf, wrap} from '../lines/line.js';
import {besideLabel, buttonRow, formColumns, gap, optionRows, textLines, toneLines} from '../lines/rows.js';
import {helpBands} from './help.js';
import {narrowValue, stepRow, wholeValue} from './rows.js';
import {type CopilotInput, sideRows} from './side.js';

const headOf = ({state, columns, glyphs}: CopilotInput): readonly Line[] => {
	const {sheet} = state;
	const count = `${doneCount(state)} of ${sheet.steps.length} done`;
	const long = `Copy ${sheet.connection.name} to Sigma`;
	const practice = glyphs.isPractice ? 9 : 0;
	const room = Math.min(columns, 78) - practice - widthOf(count) - 10;
	return [
		productLine(widthOf(long) <= room ? long : 'Copy to Sigma', count, glyphs, columns),
		railRow(copilotRail(state), glyphs, columns),
	];
};

const noteOf = (input: CopilotInput): readonly Line[] =>
	noticesOf(input.state).flatMap(({text, tone}) => {
		// A narrow window has the rows of the part instead of a second sentence.
		const short = text.replace(' The next value that you copy replaces it.', '');
		return toneLines(tone === 'good' && input.columns < 60 ? short : text, tone, input);
	});

const help = hint('allKeys', 'help');
const back = hint('back', 'back');

const keysOfPart = (state: CopilotState): readonly Hint[] => {
	const openSigma = hint('openConsole', 'open Sigma', 'open');
	switch (currentPart(state)) {
		case 'redirects':
			return [
				hint('test', 'check again'),
				hint('openConsole', 'open console', 'open'),
				hint('nextField', 'skip'),
			];
		case 'clicks':
			return [
				...(state.sheet.entrance.door === 'product' ? [] : [openSigma]),
				hint('nextField', 'all done'),
				hint('left', 'product'),
			];
		default:
			return [hint('copy', 'copy again'), openSigma, hint('nextField', 'skip')];
	}
};

const keysOf = ({state}: CopilotInput): readonly Hint[] => {
	const {kind} = state.sheet.steps[state.at] ?? {kind: 'click'};
	const copies = kind === 'copy' || kind === 'secret';
	const accept = hint('accept', copies ? 'copy, go on' : 'done, next');
	return [accept, ...keysOfPart(state), help, back];
};

/** The product of the extension among its neighbors, as many as there is room for. */
const productRow = ({state, columns}: CopilotInput, before = ''): Line => {
	const {extensions, sheet} = state;
	const here = extensions.indexOf(sheet.extension.id);
	const names = extensions.map(id => findProduct(id)?.name.replace(/^Zoho /, '') ?? id);
	const spans = [span(`  ${before}`, 'muted'), span(sheet.extension.name, 'title')];
	let room = formColumns(columns) - 2 - widthOf(before + sheet.extension.name);
	for (let step = 1; step < names.length; step++) {
		const name = names[(here + step) % names.length] ?? '';
		room -= widthOf(name) + 2;
		if (room < 0) break;
		spans.push(span(`  ${name}`, 'muted'));
	}
	return line(...spans);
};

const instructionRows = ({state, columns}: CopilotInput): Pick<Bands, 'instruction' | 'short'> => {
	const {instruction, short} = partWords(state);
	return {instruction: textLines(columns < 60 ? short : instruction, columns), short};
};

const rowsOf = (input: CopilotInput): Bands => {
	const {state, columns} = input;
	const part = currentPart(state);
	const steps = stepsIn(state, part);
	const title = sheetParts.find(({id}) => id === part)?.title ?? '';
	const where =
		part === 'redirects' && state.sheet.isZoho
			? besideLabel('Where', 'API Console → your client → Client Secret tab → Edit', columns)
			: [];
	const facts = factsOf(state).flatMap(text => textLines(text, columns).map(indent));
	// What a field of Sigma's means is worth more than why one is there.
	const notes = notesOf(state, part).flatMap(text => besideLabel('Note', text, columns));
	const about = [...where, ...facts, ...notes];
	const value = wholeValue(state, input);
	const list = steps.flatMap(({index}) => [
		stepRow(state, index, input),
		...(index === state.at ? narrowValue(state, input) : []),
	]);
	// The value below the highlighted row counts, too.
	const highlight = steps.findIndex(({index}) => index === state.at) + narrowValue(state, input).length;
	return {
		head: headOf(input),
		// In a low window its rows are worth more than its name, which the rail says.
		...(input.rows < 18 ? {} : {title: line(span(title, 'title'))}),
		...instructionRows(input),
		...(part === 'clicks' ? {form: [productRow(input, 'Extension for  ')], focus: 0} : {}),
		pane: {
			list: {
				...listOfRows(list, highlight),
				most: 13,
				least: steps.length,
				leastInLow: Math.min(6, list.length),
				above: 'done',
			},
			rows: value.length > 0 ? [gap, ...value] : [],
			example: about.length > 0 ? [gap, ...about] : [],
			why: [gap, ...besideLabel('Why', partWords(state).why, columns)],
		},
		note: noteOf(input),
		keys: keysOf(input),
	};
};

const indent = (row: Line): Line => ({...row, spans: [span('  '), ...row.spans]});

const answerLabels = {
	copy: 'Copy it',
	show: 'Show it on this screen',
	skip: 'Skip: I have it already',
} as const;

const questionOf = (input: CopilotInput): Bands => {
	const {state, columns} = input;
	const highlight = secretAnswers.indexOf(state.question ?? 'copy');
	return {
		head: headOf(input),
		title: line(span('Copy the Client Secret?', 'title')),
		instruction: textLines(
			'It goes to the clipboard, where other programs can read it. The next value that you copy replaces it.',
			columns,
		),
		form: optionRows(
			secretAnswers.map(answer => answerLabels[answer]),
			highlight,
			input,
		),
		isWhole: true,
		keys: [
			hint('accept', state.question === 'copy' ? 'copy it' : (state.question ?? '')),
			hint('yes', 'copy it'),
			hint('no', 'skip'),
			back,
		],
	};
};

const optionLabels = {snippet: 'Copy the snippet', call: 'Copy the call', done: 'Done'} as const;

/** The snippet and the call as rows; a text of ours is wrapped, code is cut. */
export const manifestRows = ({state, columns}: CopilotInput): readonly Line[] => {
	const {sheet} = state;
	const room = formColumns(columns) - 2;
	const snippet = sheet.manifest ? manifestText(sheet).split('\n') : wrap(manifestText(sheet), room);
	const call = sheet.request?.split('\n') ?? wrap(`No call: ${sheet.requestReason}`, room);
	return [
		...snippet.map(text => line(span(`  ${text}`))),
		line(''),
		line(span(sheet.request === null ? '' : '  A call that the scopes allow:', 'muted')),
		...call.map(text => line(span(`  ${text}`))),
	];
};

const manifestOf = (input: CopilotInput): Bands => {
	const {state, columns, glyphs} = input;
	const options = manifestOptions(state.sheet);
	const rows = manifestRows(input);
	const chosen = options[state.option] ?? 'done';
	return {
		head: headOf(input),
		title: line(span('plugin-manifest.json', 'title')),
		...instructionRows(input),
		form: [productRow(input)],
		focus: 0,
		pane: {
			list: {
				...listOfRows(rows.slice(state.scroll)),
				most: 18,
				least: 8,
			},
			rows: [
				gap,
				...options.map((option, index) =>
					index === state.option
						? buttonRow(optionLabels[option], {hasFocus: true}, {glyphs, columns})
						: line(span(`    ${optionLabels[option]}`)),
				),
			],
		},
		note: noteOf(input),
		keys: [
			hint('accept', chosen === 'done' ? 'done' : 'copy'),
			...hintIf(options.length > 1, 'move', 'choose'),
			hint('left', 'product'),
			hint('right', 'product'),
			help,
			back,
			hint('quit', 'done'),
		],
	};
};

const bandsOf = (input: CopilotInput): Bands => {
	const {state} = input;
	if (state.hasHelp) return helpBands(input, headOf(input));
	const bands = state.question
		? questionOf(input)
		: currentPart(state) === 'manifest'
			? manifestOf(input)
			: rowsOf(input);
	return hasSide(input) ? {...bands, side: sideRows(input)} : bands;
};

/** The same part with the highlight elsewhere: its rows hold still while the highlight moves. */
const othersOf = (input: CopilotInput): readonly Bands[] => {
	const {state} = input;
	const part = currentPart(state);
	if (state.hasHelp || part === 'manifest') return [];
	return stepsIn(state, part).map(({index}) =>
		rowsOf({...input, state: {...state, at: index, question: undefined}}),
	);
};

export const copilotFrame = (input: CopilotInput): Frame =>
	fitBands(bandsOf(input), input, input.glyphs, othersOf(input));
