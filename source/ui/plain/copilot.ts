import type {CopilotEvent} from '../../wizard/copilot/events.js';
import {type CopilotState, currentPart, currentStep, isDone, stepsIn} from '../../wizard/copilot/state.js';
import {notesOf, noticesOf, shortInstructionOf, whyOf} from '../../wizard/copilot/texts.js';
import {type SheetPart, type SheetStep, sheetParts} from '../../wizard/sheet/steps.js';
import {linkNameText, manifestText} from '../../wizard/sheet/text.js';
import type {CopilotSession} from '../copilot/screen.js';
import {
	type Asked,
	askOnce,
	enterQuestion,
	type Question,
	type Reply,
	readYesOrNo,
	type Word,
} from './question.js';
import {createPrint, openTalk, type PlainTerminal, type Talk} from './terminal.js';
import {until} from './until.js';

export type PlainCopilotOptions = PlainTerminal & {
	readonly session: CopilotSession;
	/** Whether it is over. */
	readonly isLeft: () => boolean;
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
			return `${before}${step.label}, not shown. Type show to print it.${done}`;
		case 'choose':
			return `${before}${step.label}: choose ${step.value}.${done}`;
		case 'snippet':
			return `${before}plugin-manifest.json of an extension for ${state.sheet.extension.name}:`;
		default:
			return `${before}${step.label}: ${step.value}${done}`;
	}
};

/** The state in which what came of something is told. */
const toldAfter = async (session: CopilotSession, before: CopilotState): Promise<CopilotState> => {
	await until(session, ({notice}) => notice !== undefined && notice !== before.notice);
	return session.state();
};

/** Waits for what came of something, and prints it. */
const tellNotice = async (session: CopilotSession, before: CopilotState, {print}: Talk): Promise<void> => {
	const {notice} = await toldAfter(session, before);
	if (notice) print(notice.tone === 'good' ? `✔ ${notice.text}` : `Warning: ${notice.text}`);
};

/** The question before the secret leaves the file. */
const askForSecret = async (
	session: CopilotSession,
	talk: Talk,
	answer: 'copy' | 'show',
): Promise<Reply<CopilotEvent>> => {
	const line = await talk.ask(
		answer === 'copy'
			? 'Copy the Client Secret to the clipboard, where other programs can read it? y or n [n]: '
			: 'Print the Client Secret on this screen? y or n [n]: ',
	);
	if (!readYesOrNo(line?.trim() ?? '')) return {};
	const before = session.state();
	session.dispatch({type: 'accepted'});
	session.dispatch({type: 'answered', answer});
	if (answer === 'copy') {
		await tellNotice(session, before, talk);
		// Enter goes on when it is pasted.
		return {events: [{type: 'moved', to: before.at}]};
	}
	const {shownSecret, notice} = await toldAfter(session, before);
	return {says: [shownSecret ?? `Error: ${notice?.text ?? ''}`]};
};

/** What is taken at a step besides Enter. */
const wordsOf = (step: SheetStep, {sheet}: CopilotState): readonly Word<CopilotEvent>[] => {
	const copies: Word<CopilotEvent> = ['c', 'copies it', {type: 'copied-again'}];
	if (step.part === 'redirects')
		return [
			copies,
			['o', 'opens the console', {type: 'opened'}],
			['t', 'asks Zoho again', {type: 'checked-again'}],
		];
	switch (step.kind) {
		case 'click':
			return step.part === 'clicks' && step.label.startsWith('Log in')
				? [['o', 'opens it', {type: 'opened'}]]
				: [];
		case 'choose':
			return [];
		case 'snippet':
			return [
				...(sheet.manifest ? [copies] : []),
				...(sheet.request === null ? [] : [['call', 'copies the call', {type: 'copied-call'}] as const]),
			];
		default:
			return [copies];
	}
};

const whenDone = ({kind, part}: SheetStep): string => {
	if (kind === 'snippet') return "A product's name changes the extension, Enter when added";
	const done =
		part === 'redirects' ? 'added' : kind === 'click' ? 'done' : kind === 'choose' ? 'chosen' : 'pasted';
	return `Enter when ${done}`;
};

/** What ends in a notice. */
const isTold = ({type}: CopilotEvent): boolean =>
	type === 'copied-again' || type === 'copied-call' || type === 'opened';

/** The step that is next, as a question. @param secret asks before the secret is copied or shown */
const stepQuestion = (
	state: CopilotState,
	secret: (answer: 'copy' | 'show') => Promise<Reply<CopilotEvent>>,
): Question<CopilotEvent> => {
	const step = currentStep(state);
	const question = enterQuestion<CopilotEvent>(
		{
			key: `${step.id} ${state.sheet.extension.name}`,
			lines: [],
			prompt: whenDone(step),
			explains: [whyOf(state), ...notesOf(state, step.part)],
		},
		// In plain lines nothing is copied unless it is asked for.
		{type: 'done'},
		wordsOf(step, state),
	);
	return {
		...question,
		read: line => {
			const word = line.trim().toLowerCase();
			if (word === 'q') return {events: [{type: 'left'}]};
			if (step.kind === 'secret' && (word === 'c' || word === 'show'))
				return secret(word === 'c' ? 'copy' : 'show');
			const id = state.extensions.find(known => known === word.replace(/^zoho /, ''));
			return step.kind === 'snippet' && id ? {events: [{type: 'named-extension', id}]} : question.read(line);
		},
	};
};

const titleOf = (part: SheetPart): string | undefined => sheetParts.find(({id}) => id === part)?.title;

const partHeading = (state: CopilotState, part: SheetPart, told: Set<string>): readonly string[] => {
	const warnings = noticesOf({...state, notice: undefined}).filter(
		({text, tone}) => (tone === 'warn' || tone === 'bad') && !told.has(text),
	);
	for (const {text} of warnings) told.add(text);
	return [
		'',
		`${titleOf(part)}: ${shortInstructionOf(state)}`,
		...(part === 'clicks' && state.sheet.entrance.note !== '' ? [state.sheet.entrance.note] : []),
		// In practice the sentence has a label of its own.
		...warnings.map(({text}) => (text.startsWith('Practice: ') ? text : `Warning: ${text}`)),
		...(part === 'connect' ? [linkNameText(state.sheet)] : []),
	];
};

/** What a step has beside its own line, to be copied as it is. */
const codeOf = (state: CopilotState): readonly string[] => {
	const {sheet} = state;
	if (currentStep(state).kind !== 'snippet') return [];
	const call =
		sheet.request === null
			? [`No call: ${sheet.requestReason}`]
			: ['A call that the scopes allow:', sheet.request];
	return [manifestText(sheet), ...call];
};

/** Redirect URLs above the first step that is open, and those that are passed because Zoho knows them already. */
const passRegistered = (session: CopilotSession, isFirst: boolean): readonly string[] => {
	const {at, marks} = session.state();
	const isPassed = (state: CopilotState, step: SheetStep): boolean =>
		step.part === 'redirects' && isDone(state, step) && state.marks[step.id] === undefined;
	const passed = isFirst
		? stepsIn(session.state(), 'redirects').filter(
				({step, index}) => index < at && marks[step.id] === undefined,
			)
		: [];
	const lines = passed.map(({index}) => stepLine(session.state(), index));
	for (;;) {
		const state = session.state();
		if (!isPassed(state, currentStep(state))) return lines;
		lines.push(stepLine(state, state.at));
		session.dispatch({type: 'skipped'});
	}
};

const isChecked = ({checks}: CopilotState): boolean =>
	Object.values(checks).every(answer => answer !== 'asking');

/** *Copy to Sigma* in plain lines: one step after the other, nothing is repainted. */
export const runPlainCopilot = async (options: PlainCopilotOptions): Promise<'left' | 'interrupted'> => {
	const {session, interrupted, isLeft} = options;
	const talk = openTalk(options);
	const printCode = createPrint(options, true);
	const asked: Asked = {key: '', prompt: undefined, line: ''};
	const warned = new Set<string>();
	const {sheet} = session.state();
	talk.print(
		`Copy ${sheet.connection.name} to Sigma, ${sheet.steps.length} steps. Enter goes on, c copies the value, < or back goes back, ? explains, q leaves; what is done is kept.`,
	);
	let told: SheetPart | undefined;
	/** Asks about one step. False when the person leaves. */
	const ask = async (state: CopilotState): Promise<boolean> => {
		const question = stepQuestion(state, answer => askForSecret(session, talk, answer));
		if (question.key !== asked.key) {
			talk.print(stepLine(state, state.at));
			printCode(...codeOf(state));
		}
		const reply = await askOnce(talk, asked, question);
		if (reply === 'back')
			session.dispatch(state.at === 0 ? {type: 'left'} : {type: 'moved', to: state.at - 1});
		if (reply === 'back' || reply === undefined) return reply !== undefined;
		talk.print(...(reply.says ?? []));
		for (const event of reply.events ?? []) {
			session.dispatch(event);
			if (isTold(event)) await tellNotice(session, state, talk);
		}
		return true;
	};
	let goesOn = true;
	while (goesOn && !isLeft()) {
		if (stepsIn(session.state(), 'redirects').length > 0) await until(session, isChecked, interrupted);
		const part = currentPart(session.state());
		const heading = part === told ? [] : partHeading(session.state(), part, warned);
		const passed = passRegistered(session, told === undefined);
		// Where all of them are registered, it begins behind them.
		const isBehind = passed.length > 0 && part !== 'redirects';
		talk.print(
			...(isBehind ? ['', `${titleOf('redirects')}:`, ...passed, ...heading] : [...heading, ...passed]),
		);
		told = part;
		const state = session.state();
		if (currentPart(state) === part) goesOn = await ask(state);
	}
	talk.close(goesOn);
	return goesOn ? 'left' : 'interrupted';
};
