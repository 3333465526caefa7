import {accountText} from '../../connection/account-text.js';
import {withProgramName} from '../../connection/program-name.js';
import type {Outcome} from '../../wizard/consent/state.js';
import {counted} from '../../zoho/text.js';
import {isLow, moved, moveOf, type Pressed, type ReadyFace, type ViewInput} from '../fields/view.js';
import {type Bands, listOfRows} from '../lines/bands.js';
import {headLines} from '../lines/head.js';
import {type Hint, hint, hintIf, isCommand, type Press} from '../lines/keys.js';
import {blank, type Line, line, type Style, span, widthOf, widthOfSpans, wrap} from '../lines/line.js';
import {factRows, formColumns, gap, marked, markSpan, textLines, toneLines} from '../lines/rows.js';
import {
	endTime,
	grantedIn,
	keptText,
	outcomeFacts,
	readySentence,
	sentenceOf,
	shortSentenceOf,
} from './ready-facts.js';
import {outcomeOf, type ReadyWay, readyName, readyWays, testedProducts, toldSpans} from './ready-ways.js';

/** Where the values of the facts begin. */
const factAt = 18;
/** Where what is said of a way begins. */
const wayAt = 23;

/** The ways on, and the one that Enter goes; undefined: Enter is done. */
const waysOf = ({state, glyphs, local: {highlight}}: ViewInput) => {
	const ways = readyWays(state, glyphs);
	const at = highlight === undefined ? undefined : Math.min(highlight, ways.length - 1);
	return {ways, at, chosen: at === undefined ? undefined : ways[at]};
};

/** The first sentence behind its mark. */
const sentenceRows = ({state, columns, glyphs}: ViewInput, isShort = false): readonly Line[] => {
	const {consent} = state;
	if (consent.phase === 'kept') return marked(markSpan('good', glyphs), keptText(consent), columns, 'title');
	if (consent.phase !== 'done') return [];
	const isWhole = consent.outcome.issued.missing.length === 0;
	const mark = markSpan(isWhole ? 'good' : 'warn', glyphs);
	const text = (isShort ? shortSentenceOf : sentenceOf)(consent.outcome);
	return marked(mark, text, columns, 'title');
};

/** Name, account, scopes, token: one row each, or more where a value is long. @param isWhole whether a path stays in one piece */
const factsOf = (input: ViewInput, isWhole = false): readonly Line[] => {
	const {state, columns, glyphs, now} = input;
	const {consent} = state;
	if (consent.phase !== 'done') return [];
	const {outcome, notices} = consent;
	const {program} = glyphs;
	const facts = outcomeFacts(outcome, {secrets: state.context.secrets, notices, now});
	const {name} = outcome.issued.connection;
	return [
		...factRows(
			{label: 'Connection', value: name, style: 'title', command: outcome.linkName},
			columns,
			factAt,
		),
		...facts.flatMap((fact, index) =>
			factRows(
				{
					label: facts[index - 1]?.label === fact.label ? '' : fact.label,
					value: withProgramName(fact.value, program),
					mark: fact.mark && markSpan(fact.mark, glyphs),
					command: fact.command && withProgramName(fact.command, program),
					isWhole,
				},
				columns,
				factAt,
			),
		),
	];
};

/**
 * A way on: its label, then the command or what it does; below it where there is no room beside.
 *
 * @param isWhole a command stays in one piece: what breaks it is the terminal, which makes one of it again when it is copied
 */
const wayRows = (way: ReadyWay, isHere: boolean, input: ViewInput, isWhole = false): readonly Line[] => {
	const {columns, glyphs} = input;
	const key = way.kind === 'sigma' ? [span('  '), span('g', 'title'), span('  ')] : [span('     ')];
	const mark = isHere ? [span(`  ${glyphs.highlight} `, 'accent')] : key;
	const label = span(way.label, isHere ? 'match' : 'plain');
	const told = toldSpans(way);
	const room = formColumns(columns) - widthOfSpans(told);
	if (wayAt <= room)
		return [line(...mark, label, span(' '.repeat(Math.max(2, wayAt - 5 - widthOf(way.label)))), ...told)];
	const below = (text = '', style: Style = 'plain', isInOne = false): readonly Line[] =>
		(isInOne ? [text] : wrap(text, formColumns(columns) - 5)).map(row =>
			line(span('     '), span(row, style)),
		);
	if (way.command === undefined) return [line(...mark, label), ...below(way.text)];
	return [line(...mark, label), ...below(way.command, 'accent', isWhole), ...below(way.text, 'muted')];
};

const nextTitle = line(span('What next', 'title'));

/** The ways on; in a narrow window what is said of one stands below it while it is highlighted. */
const nextRows = (input: ViewInput): readonly Line[] => {
	const {ways, at} = waysOf(input);
	const rows = ways.map((way, index) => wayRows(way, index === at, input));
	if (input.columns >= 60) return rows.flat();
	const brief = rows.flatMap((row, index) => (index === at ? row : row.slice(0, 1)));
	return brief.length > rows.length ? brief : [...brief, gap];
};

/** All of it, in full length: paths and commands are copied from here. */
const pageRows = (input: ViewInput): readonly Line[] => {
	const facts = factsOf(input, true);
	return [
		blank,
		...sentenceRows(input),
		...(facts.length > 0 ? [blank, ...facts] : []),
		blank,
		nextTitle,
		...readyWays(input.state, input.glyphs).flatMap(way => wayRows(way, false, input, true)),
	];
};

const noteOf = (input: ViewInput): readonly Line[] => {
	const {state, columns, glyphs} = input;
	const {done, notice, consent} = state;
	if (consent.phase === 'done' && consent.isTesting) return textLines('Testing it again …', columns);
	if (notice !== undefined) return toneLines(withProgramName(notice, glyphs.program), 'warn', input);
	return done === undefined ? [] : toneLines(withProgramName(done, glyphs.program), 'good', input);
};

/** What is said of a command of the usual folder where the connection is in another one; undefined where it is not. */
const saidElsewhere = (word: 'sheet' | 'test', {state, glyphs}: ViewInput): Pressed => {
	const flag = outcomeOf(state)?.folderFlag;
	if (flag === undefined) return undefined;
	const text = `It is saved in another folder. Type: ${glyphs.program ?? 'zconn'} ${flag} ${word} ${readyName(state)}`;
	return {events: [{type: 'told', text, tone: 'warn'}]};
};

const verbs: Readonly<Record<ReadyWay['kind'], string>> = {
	sigma: 'copy to Sigma',
	command: 'copy it',
	done: 'done',
};

const keysOf = (input: ViewInput): readonly Hint[] => {
	const {chosen} = waysOf(input);
	const outcome = outcomeOf(input.state);
	const isHere = outcome?.folderFlag === undefined;
	const hasSigma = isHere && chosen?.kind !== 'sigma';
	const hasTest = isHere && outcome !== undefined && !isLow(input);
	const isBrief = isLow(input) && !chosen;
	return [
		hint('accept', chosen ? verbs[chosen.kind] : 'done'),
		...hintIf(hasSigma, 'sheet', 'copy to Sigma'),
		...hintIf(hasTest, 'test', 'test again'),
		// The rest of a low window is worth more than what is said of keys, which stands on the page that it leads to.
		...(isBrief ? [hint('down', 'more')] : [hint('move', 'choose'), hint('allKeys', 'help')]),
		hint('leave', 'leave'),
	];
};

/** Who it is, how much it may do, and until when, in a few words. */
const briefRows = (outcome: Outcome, {columns, glyphs}: ViewInput): readonly Line[] => {
	const {issued, proof, linkName} = outcome;
	const text = (value: string): readonly Line[] => (value === '' ? [] : [line(span(`  ${value}`))]);
	const granted = grantedIn(outcome).length;
	const tested = proof.probes.find(({verdict}) => verdict !== 'works') ?? proof.probes[0];
	const mark = tested?.verdict === 'works' ? 'good' : 'warn';
	const end = endTime(outcome);
	return [
		line(span('  '), span(issued.connection.name, 'title'), span('  '), span(linkName, 'accent')),
		...text(accountText(proof.account).replace(columns < 60 ? / <.*>$/ : /^$/, '')),
		...text(proof.organization?.name ?? ''),
		line(
			span(`  ${counted(granted, 'scope')} granted`),
			...(tested ? [markSpan(mark, glyphs, '  '), span(tested.product)] : []),
		),
		...text(end === undefined ? '' : `Token expires ${end}`),
	];
};

/** Ready in a few rows; below them the first command, and where the rest is. */
const lowBands = (input: ViewInput): Bands => {
	const {columns} = input;
	const outcome = outcomeOf(input.state);
	const {ways, at} = waysOf(input);
	const note = noteOf(input);
	const framed = {
		head: headLines(input),
		instruction: sentenceRows(input, columns < widthOf(readySentence) + 2),
		keys: keysOf(input),
	};
	if (at !== undefined) {
		const next = nextRows(input);
		// Head, sentence, title and keys are five rows, and one is not the frame's.
		const isWhole = next.length + 6 <= input.size.rows;
		return {
			...framed,
			pane: {top: [nextTitle], ...(isWhole ? {rows: next} : {list: listOfRows(next, at + 1)})},
			note,
		};
	}
	const script = ways.find(({label}) => label === 'In a script')?.command ?? '';
	const rest = [
		...(widthOf(script) <= columns ? [line(span(script, 'accent'))] : []),
		line(span('The full page stays after Enter.', 'muted')),
	];
	return {
		...framed,
		form: outcome ? briefRows(outcome, input) : [],
		isWhole: true,
		note: note.length > 0 ? note : rest,
	};
};

/** Rows of a frame besides the facts, the ways and what is more of the sentence. */
const frameRows = 6;

/** The end of the wizard: who, where, what was granted, what next. */
const readyBands = (input: ViewInput): Bands => {
	if (isLow(input)) return lowBands(input);
	const [sentence = blank, ...more] = sentenceRows(input);
	const facts = factsOf(input);
	const next = nextRows(input);
	const room = input.size.rows - 1 - frameRows - more.length - next.length;
	return {
		head: headLines(input),
		title: sentence,
		instruction: more,
		pane: {
			list: {
				...listOfRows(facts),
				most: facts.length,
				least: Math.max(3, Math.min(facts.length, room)),
			},
			rows: [...(facts.length > 0 ? [gap] : []), nextTitle, ...next],
		},
		note: noteOf(input),
		keys: keysOf(input),
	};
};

const goWay = (way: ReadyWay, input: ViewInput): Pressed => {
	switch (way.kind) {
		case 'done':
			return {leaves: 'done'};
		case 'sigma':
			return saidElsewhere('sheet', input) ?? {leaves: 'sigma'};
		case 'command':
			return {
				events: [{type: 'copied-value', label: way.command ?? '', text: way.command ?? '', key: way.label}],
			};
	}
};

/** Without a highlight Enter is done; up and down choose a way, from the first one up it is done again. */
const pressReady = (press: Press, input: ViewInput): Pressed => {
	const {ways, at, chosen} = waysOf(input);
	if (isCommand(press, 'back')) return chosen ? {local: {highlight: undefined}} : {leaves: 'done'};
	if (isCommand(press, 'accept')) return chosen ? goWay(chosen, input) : {leaves: 'done'};
	if (isCommand(press, 'sheet')) return saidElsewhere('sheet', input) ?? {leaves: 'sigma'};
	if (isCommand(press, 'test')) return saidElsewhere('test', input) ?? {events: [{type: 'tested-again'}]};
	const move = moveOf(press);
	if (move === undefined) return undefined;
	if (at === undefined) return move === 'down' || move === 'first' ? {local: {highlight: 0}} : {};
	if (at === 0 && move === 'up') return {local: {highlight: undefined}};
	return {local: {highlight: moved(press, at, ways.length, ways.length)}};
};

export const readyFace: ReadyFace = {
	bands: readyBands,
	press: pressReady,
	tested: testedProducts,
	page: pageRows,
};
