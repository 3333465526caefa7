import type {Consent} from '../../wizard/consent/state.js';
import {type CodeRow, codeMinutes, codeRows} from '../../wizard/flows/code-form.js';
import {currentStep} from '../../wizard/select.js';
import type {WizardState} from '../../wizard/state.js';
import type {Pressed, ViewInput} from '../fields/view.js';
import type {Bands} from '../lines/bands.js';
import {editLine} from '../lines/editor.js';
import {headLines} from '../lines/head.js';
import {inputLine} from '../lines/input-line.js';
import {type Hint, isCommand, type Press} from '../lines/keys.js';
import {graphemesOf, type Line, line, span} from '../lines/line.js';
import {besideLabel, buttonRow, errorLines, formRow, gap, textLines} from '../lines/rows.js';
import {deviceBands, pressDevice} from './device.js';
import {countdown, type Stage, stageRows, taskRow} from './flow-rows.js';

type Entering = Extract<Consent, {phase: 'entering'}>;
type Confirming = Extract<Consent, {phase: 'confirming'}>;

const leaveHints: readonly Hint[] = [
	{command: 'back', label: 'back'},
	{command: 'leave', label: 'leave'},
];

/** What every screen of a flow has. */
const framed = (input: ViewInput, title: string, rest: Omit<Bands, 'head' | 'title'>): Bands => ({
	head: headLines(input.state, input.glyphs, input.columns, title),
	title: line(span(currentStep(input.state).title, 'title')),
	...rest,
});

const pasteRow = (entering: Entering, input: ViewInput) =>
	inputLine({
		label: entering.flow === 'generated-code' ? 'Code' : 'Refresh token',
		text: entering.pasted,
		placeholder: '',
		cursor: input.local.cursor,
		isMasked: entering.flow === 'refresh-token' && !input.local.isRevealed,
		columns: input.columns,
		glyphs: input.glyphs,
	});

const noteOf = ({problem, notices}: Entering, {state, columns, glyphs}: ViewInput): readonly Line[] => {
	if (problem) return errorLines(`${problem.what} ${problem.why} ${problem.next}`, columns, glyphs);
	const text = state.done ?? state.notice ?? notices.at(-1);
	return text === undefined ? [] : textLines(text, columns);
};

const stateOf = ({copies}: CodeRow, isDone: boolean): string => {
	if (copies === undefined) return isDone ? 'done' : 'click';
	return isDone ? 'copied' : 'copy';
};

/** The console's *Generate Code*, row by row, and then the code on its clock. */
const codeBands = (entering: Entering, input: ViewInput, title: string): Bands => {
	const {state, columns, now} = input;
	const rows = codeRows(state);
	const {row: position, createdAt} = entering;
	const isPasting = position >= rows.length;
	const field = pasteRow(entering, input);
	const right =
		createdAt === undefined
			? []
			: [span('at most '), span(countdown(createdAt + codeMinutes * 60_000 - now), 'accent'), span(' left')];
	const stages: readonly Stage[] = [
		{label: 'Paste the code', right},
		{label: 'Exchange the code for tokens'},
		{label: 'Test the connection'},
	];
	const tasks = isPasting
		? [taskRow({label: rows.map(({label}) => label).join(', '), value: '', state: ''}, 'done', input)]
		: rows.map((row, index) => {
				const where = index < position ? 'done' : index === position ? 'here' : 'ahead';
				return taskRow({...row, state: stateOf(row, index < position)}, where, input);
			});
	const scopes = isPasting || position > 0 ? [] : textLines(rows[0]?.copies ?? '', columns);
	const form = [
		...tasks,
		...(scopes.length > 0 ? [gap, ...scopes] : []),
		gap,
		...stageRows(stages, isPasting ? 0 : -1, input),
		gap,
		field.line,
	];
	return framed(input, title, {
		instruction: textLines(
			isPasting
				? 'Paste the code now: Zoho forgets it when its Time Duration is over.'
				: 'In the API Console open Self Client, then the Generate Code tab. Copy each value, click Create, and paste the code it shows.',
			columns,
		),
		form,
		focus: form.length - 1,
		isWhole: true,
		cursor: {line: form.length - 1, column: field.column},
		pane: {
			example: besideLabel(
				'Example',
				'1000.0123456789abcdef0123456789abcdef.0123456789abcdef…',
				columns,
				'muted',
			),
		},
		note: noteOf(entering, input),
		keys: [
			entering.pasted !== '' || isPasting
				? {command: 'accept', label: 'exchange it'}
				: {command: 'accept', label: rows[position]?.copies === undefined ? 'done, go on' : 'copy, go on'},
			...(isPasting ? [] : [{command: 'nextField', label: 'paste the code'} as const]),
			...leaveHints,
		],
	});
};

/** A refresh token that exists, tried once before anything is saved. */
const tokenBands = (entering: Entering, input: ViewInput, title: string): Bands => {
	const {columns} = input;
	const field = pasteRow(entering, input);
	const stages = [{label: 'Get an access token with it'}, {label: 'Test the connection'}];
	const form = [...stageRows(stages, -1, input), gap, field.line];
	return framed(input, title, {
		instruction: textLines('Paste the refresh token. It is tried once before it is saved.', columns),
		form,
		focus: form.length - 1,
		isWhole: true,
		cursor: {line: form.length - 1, column: field.column},
		pane: {
			why: besideLabel(
				'Why',
				'Its client and scopes stay as they are; no new consent is needed.',
				columns,
				'muted',
			),
		},
		note: noteOf(entering, input),
		keys: [
			{command: 'accept', label: 'try it'},
			{command: 'reveal', label: input.local.isRevealed ? 'hide' : 'show'},
			...leaveHints,
		],
	});
};

const busyStages: Readonly<
	Record<'generated-code' | 'client-credentials' | 'refresh-token', readonly string[]>
> = {
	'generated-code': ['Paste the code', 'Exchange the code for tokens', 'Test the connection'],
	'client-credentials': ['Ask for a token', 'Test the connection'],
	'refresh-token': ['Get an access token with it', 'Test the connection'],
};

/** While Zoho is asked. */
const busyBands = (
	consent: Extract<Consent, {phase: 'redeeming' | 'trying'}>,
	input: ViewInput,
	title: string,
): Bands => {
	const flow =
		consent.phase === 'redeeming'
			? consent.flow
			: consent.issued.connection.clientCredentials
				? 'client-credentials'
				: 'refresh-token';
	const stages = busyStages[flow].map(label => ({label}));
	const current = consent.phase === 'trying' ? stages.length - 1 : flow === 'generated-code' ? 1 : 0;
	return framed(input, title, {
		instruction: textLines(
			flow === 'client-credentials'
				? 'Nothing to do here: the client asks for itself. A token is saved only after a call that worked.'
				: 'This goes on by itself.',
			input.columns,
		),
		form: stageRows(stages, current, input),
		isWhole: true,
		keys: flow === 'generated-code' ? [{command: 'leave', label: 'leave'}] : leaveHints,
	});
};

/** Whose grant it is, in words. Shared with plain lines. */
export const adoptedFacts = ({
	issued,
	proof,
}: Pick<Confirming, 'issued' | 'proof'>): readonly {readonly label: string; readonly value: string}[] => {
	const {account, organization} = proof;
	const {connection, dataCenter} = issued;
	const who = [account?.name, account?.email && `<${account.email}>`].filter(Boolean).join(' ');
	return [
		{label: 'Account', value: who || 'unknown (the scope AaaServer.profile.READ is not granted)'},
		...(organization ? [{label: 'Organization', value: `${organization.name} (${organization.id})`}] : []),
		{label: 'Data center', value: dataCenter?.name ?? ''},
		{label: 'Scopes', value: (connection.scopesGranted ?? connection.scopesRequested).join(', ')},
	];
};

const confirmingBands = (consent: Confirming, input: ViewInput, title: string): Bands => {
	const rows = adoptedFacts(consent).map(({label, value}) => formRow(label, [span(value)], {}, input));
	const form = [...rows, gap, buttonRow('Save the connection', {hasFocus: true}, input)];
	return framed(input, title, {
		instruction: textLines(
			'The refresh token works. Is this the account that you want to keep?',
			input.columns,
		),
		form,
		focus: form.length - 1,
		isWhole: true,
		keys: [{command: 'accept', label: 'save the connection'}, ...leaveHints],
	});
};

/** The screen of a flow without a browser; undefined where none is under flow. */
export const flowBands = (input: ViewInput, title: string): Bands | undefined => {
	const {consent} = input.state;
	switch (consent.phase) {
		case 'entering':
			return consent.flow === 'generated-code'
				? codeBands(consent, input, title)
				: tokenBands(consent, input, title);
		case 'redeeming':
		case 'trying':
			return busyBands(consent, input, title);
		case 'confirming':
			return confirmingBands(consent, input, title);
		case 'device':
			return deviceBands(consent, input, framed, title);
		default:
			return undefined;
	}
};

/** Whether something on the screen of a flow counts down. */
export const flowNeedsClock = ({consent}: WizardState): boolean =>
	consent.phase === 'device' || (consent.phase === 'entering' && consent.createdAt !== undefined);

const pressEntering = (entering: Entering, press: Press, input: ViewInput): Pressed => {
	if (isCommand(press, 'nextField')) return {events: [{type: 'skipped-code-rows'}]};
	if (isCommand(press, 'reveal') && entering.flow === 'refresh-token')
		return {local: {isRevealed: !input.local.isRevealed}};
	const before = {text: entering.pasted, cursor: input.local.cursor ?? graphemesOf(entering.pasted).length};
	// A paste may have been broken over lines; one that comes after a problem is meant instead of the text there.
	const whole = press.name === 'paste' ? {...press, text: press.text.replace(/[\s\u200B]+/g, '')} : press;
	const isAnew = press.name === 'paste' && entering.problem !== undefined;
	const after = editLine(isAnew ? {text: '', cursor: 0} : before, whole);
	return after && {local: {cursor: after.cursor}, events: [{type: 'typed-paste', value: after.text}]};
};

/** What a key means while a flow without a browser is under flow. */
export const pressFlow = (press: Press, input: ViewInput): Pressed => {
	const {consent} = input.state;
	if (isCommand(press, 'accept')) return {events: [{type: 'accepted', at: input.now}]};
	if (consent.phase === 'entering') return pressEntering(consent, press, input);
	return consent.phase === 'device' ? pressDevice(consent, press, input) : undefined;
};
