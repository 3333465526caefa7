import type {CopilotEvent} from '../../wizard/copilot/events.js';
import {type CopilotState, currentPart, currentStep, isDone, stepsIn} from '../../wizard/copilot/state.js';
import {notesOf, noticesOf, whyOf} from '../../wizard/copilot/texts.js';
import {type SheetPart, type SheetStep, sheetParts} from '../../wizard/sheet/steps.js';
import {linkNameText, manifestText} from '../../wizard/sheet/text.js';
import type {CopilotSession} from '../copilot/screen.js';
import {createPrint, openTalk, type PlainTerminal, type Print} from './terminal.js';
import {until} from './until.js';

export type PlainCopilotOptions = PlainTerminal & {
	readonly session: CopilotSession;
	/** Whether it is over. */
	readonly isLeft: () => boolean;
};

type Ask = (question: string) => Promise<string | undefined>;

const partLines: Readonly<Record<SheetPart, string>> = {
	redirects: 'Redirect URLs, in the API Console: add each to Authorized Redirect URIs, then Update.',
	clicks: 'New Connection: click these in order.',
	values: "Create New Service: fill in Sigma's form from top to bottom.",
	connect: 'Connect: the page that appears after Create Service.',
	manifest: 'Manifest.',
};

const clickText = (label: string): string => (label.endsWith('.') ? label : `Click ${label}.`);

/** A step as one line, as it would be read aloud. */
export const stepLine = (state: CopilotState, index: number): string => {
	const step = state.sheet.steps[index];
	if (!step) return '';
	const before = `Step ${index + 1} of ${state.sheet.steps.length}. `;
	const done = state.marks[step.id] === undefined ? '' : ' Done before.';
	if (step.part === 'redirects') {
		const check = state.checks[step.value];
		if (check === 'registered') return `${before}${step.value}: registered already.`;
		return `${before}Add ${step.value}: ${check === 'missing' ? 'not registered' : 'Zoho does not say whether it is registered'}.${done}`;
	}
	switch (step.kind) {
		case 'click':
			return `${before}${clickText(step.label)}${done}`;
		case 'secret':
			return `${before}${step.label}, not shown. c copies it, show prints it.${done}`;
		case 'choose':
			return `${before}${step.label}: choose ${step.value}.${done}`;
		case 'snippet':
			return `${before}plugin-manifest.json of an extension for ${state.sheet.extension.name}:`;
		default:
			return `${before}${step.label}: ${step.value}${done}`;
	}
};

const promptOf = ({kind, part, label}: SheetStep, state: CopilotState): string => {
	if (part === 'redirects') return 'Enter when added, c copies it, o opens the console, t asks Zoho again: ';
	switch (kind) {
		case 'click':
			return part === 'clicks' && label.startsWith('Log in')
				? 'Enter when done, o opens it: '
				: 'Enter when done: ';
		case 'choose':
			return 'Enter when chosen: ';
		case 'secret':
			return 'Enter when pasted: ';
		case 'snippet':
			return `Enter when added${state.sheet.manifest ? ', c copies it' : ''}${state.sheet.request === null ? '' : ', call copies the call'}; a product's name changes the extension: `;
		default:
			return 'Enter when pasted, c copies it: ';
	}
};

const commands: Readonly<Record<string, CopilotEvent>> = {
	o: {type: 'opened'},
	t: {type: 'checked-again'},
	q: {type: 'left'},
};

const isChecked = ({checks}: CopilotState): boolean =>
	Object.values(checks).every(answer => answer !== 'asking');

/** Does something whose result is a notice, and prints that. */
const andTell = async (session: CopilotSession, event: CopilotEvent, print: Print): Promise<void> => {
	const before = session.state().notice;
	session.dispatch(event);
	await until(session, ({notice}) => notice !== undefined && notice !== before);
	const {notice} = session.state();
	if (notice) print(notice.tone === 'good' ? `✔ ${notice.text}` : `Warning: ${notice.text}`);
};

/** The question before the secret leaves the file. */
const copySecret = async (session: CopilotSession, ask: Ask, print: Print): Promise<boolean> => {
	const line = await ask(
		'Copy the Client Secret to the clipboard, where other programs can read it? y or n [n]: ',
	);
	if (line === undefined) return false;
	if (!/^y(es)?$/i.test(line.trim())) return true;
	const {at} = session.state();
	session.dispatch({type: 'accepted'});
	await andTell(session, {type: 'answered', answer: 'copy'}, print);
	// Enter goes on when it is pasted.
	session.dispatch({type: 'moved', to: at});
	return true;
};

const showSecret = async (session: CopilotSession, ask: Ask, print: Print): Promise<boolean> => {
	const line = await ask('Print the Client Secret on this screen? y or n [n]: ');
	if (line === undefined) return false;
	if (!/^y(es)?$/i.test(line.trim())) return true;
	session.dispatch({type: 'accepted'});
	await andTell(session, {type: 'answered', answer: 'show'}, () => undefined);
	const {shownSecret, notice} = session.state();
	print(shownSecret ?? `Error: ${notice?.text ?? ''}`);
	return true;
};

const extensionNamed = (state: CopilotState, word: string): string | undefined =>
	state.extensions.find(id => id === word.toLowerCase().replace(/^zoho /, ''));

/** What a line means. False when the person leaves. */
const obey = async (
	line: string,
	session: CopilotSession,
	{ask, print}: {readonly ask: Ask; readonly print: Print},
): Promise<boolean> => {
	const state = session.state();
	const step = currentStep(state);
	const word = line.trim();
	if (word === '') {
		// In plain lines nothing is copied unless it is asked for.
		session.dispatch({type: 'done'});
		return true;
	}
	if (word === '<') {
		session.dispatch(state.at === 0 ? {type: 'left'} : {type: 'moved', to: state.at - 1});
		return true;
	}
	if (word === '?') {
		print(whyOf(state), ...notesOf(state, step.part));
		return true;
	}
	if (word === 'c' && step.kind === 'secret') return copySecret(session, ask, print);
	if (word === 'show' && step.kind === 'secret') return showSecret(session, ask, print);
	if (word === 'c' && (step.kind === 'copy' || (step.kind === 'snippet' && state.sheet.manifest))) {
		await andTell(session, {type: 'copied-again'}, print);
		return true;
	}
	const extension = step.kind === 'snippet' ? extensionNamed(state, word) : undefined;
	if (extension !== undefined) {
		session.dispatch({type: 'named-extension', id: extension});
		return true;
	}
	if (word === 'call' && step.kind === 'snippet' && state.sheet.request !== null) {
		await andTell(session, {type: 'copied-call'}, print);
		return true;
	}
	const event = commands[word];
	if (!event || (word === 't' && step.part !== 'redirects')) {
		print('Error: press Enter, or type one of the letters that are named.');
		return true;
	}
	if (word === 'o') await andTell(session, event, print);
	else session.dispatch(event);
	return true;
};

const partHeading = (state: CopilotState, part: SheetPart): readonly string[] => [
	'',
	part === 'manifest' ? (sheetParts.at(-1)?.title ?? '') : partLines[part],
	...(part === 'clicks' && state.sheet.entrance.note !== '' ? [state.sheet.entrance.note] : []),
	...noticesOf({...state, notice: undefined})
		.filter(({tone}) => tone === 'warn' || tone === 'bad')
		.map(({text}) => `Warning: ${text}`),
	...(part === 'connect' ? [linkNameText(state.sheet)] : []),
];

/** What a step has beside its own line. */
const moreOf = (state: CopilotState): readonly string[] => {
	const {kind} = currentStep(state);
	if (kind !== 'snippet') return [];
	const {sheet} = state;
	return [
		...manifestText(sheet).split('\n'),
		...(sheet.request === null
			? [`No call: ${sheet.requestReason}`]
			: ['A call that the scopes allow:', ...sheet.request.split('\n')]),
	];
};

/** Redirect URLs above the first step that is open. */
const registeredBefore = (state: CopilotState): readonly string[] =>
	stepsIn(state, 'redirects')
		.filter(({step, index}) => index < state.at && state.marks[step.id] === undefined)
		.map(({index}) => stepLine(state, index));

/** URLs that Zoho knows already need no answer of a person. */
const passRegistered = (session: CopilotSession, print: Print): void => {
	for (;;) {
		const state = session.state();
		const step = currentStep(state);
		const isKnown = step.part === 'redirects' && isDone(state, step) && state.marks[step.id] === undefined;
		if (!isKnown) return;
		print(stepLine(state, state.at));
		session.dispatch({type: 'skipped'});
	}
};

/** *Copy to Sigma* in plain lines: one step after the other, nothing is repainted. */
export const runPlainCopilot = async (options: PlainCopilotOptions): Promise<'left' | 'interrupted'> => {
	const {session, interrupted, isLeft} = options;
	const {ask, print, close} = openTalk(options);
	const printCode = createPrint(options, true);
	const {sheet} = session.state();
	print(
		`Copy ${sheet.connection.name} to Sigma, ${sheet.steps.length} steps. Enter goes on, c copies the value, < goes back, ? explains, q leaves; what is done is kept.`,
	);
	let told: SheetPart | undefined;
	let goesOn = true;
	while (goesOn && !isLeft()) {
		if (stepsIn(session.state(), 'redirects').length > 0) await until(session, isChecked, interrupted);
		const part = currentPart(session.state());
		if (part !== told) print(...partHeading(session.state(), part));
		if (told === undefined) print(...registeredBefore(session.state()));
		told = part;
		passRegistered(session, print);
		const state = session.state();
		if (currentPart(state) !== part) continue;
		print(stepLine(state, state.at));
		printCode(...moreOf(state));
		const line = await ask(promptOf(currentStep(state), state));
		goesOn = line !== undefined && (await obey(line, session, {ask, print}));
	}
	close(goesOn);
	return goesOn ? 'left' : 'interrupted';
};
