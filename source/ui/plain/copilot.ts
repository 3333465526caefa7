import {nearNames} from '../../connection/near-names.js';
import type {CopilotEvent} from '../../wizard/copilot/events.js';
import {
	type CopilotNotice,
	type CopilotState,
	currentPart,
	currentStep,
	isDone,
	type SecretAnswer,
	stepsIn,
} from '../../wizard/copilot/state.js';
import {notesOf, noticesOf, redirectNotice, shortInstructionOf, whyOf} from '../../wizard/copilot/texts.js';
import {type SheetPart, type SheetStep, type StepKind, sheetParts} from '../../wizard/sheet/steps.js';
import {linkNameText, manifestText, sentenceOf} from '../../wizard/sheet/text.js';
import {findProduct, productCalled} from '../../zoho/products/table.js';
import type {CopilotSession} from '../copilot/screen.js';
import {
	type Asked,
	askOnce,
	enterQuestion,
	errorReply,
	type Question,
	type Reply,
	readYesOrNo,
	type Word,
	wantsYesOrNo,
} from './question.js';
import {createPrint, openTalk, type PlainTerminal, type Print} from './terminal.js';
import {until} from './until.js';

export type PlainCopilotOptions = PlainTerminal & {
	readonly session: CopilotSession;
	/** Whether it is over. */
	readonly isLeft: () => boolean;
};

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
		case 'secret':
			return `${before}${step.label}, not shown. Type show to print it.${done}`;
		case 'choose':
			return `${before}${step.label}: choose ${step.value}.${done}`;
		case 'snippet':
			return `${before}plugin-manifest.json of an extension for ${state.sheet.extension.name}:`;
		default:
			return `${before}${sentenceOf(step)}${done}`;
	}
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

const doneWords: Readonly<Record<StepKind, string>> = {
	click: 'done',
	choose: 'chosen',
	copy: 'pasted',
	secret: 'pasted',
	snippet: 'added',
};

const whenDone = ({kind, part}: SheetStep): string =>
	`Enter when ${part === 'redirects' ? 'added' : doneWords[kind]}`;

/** Where the clicks and the manifest of the extension's product are read, another one can be named. */
const namesProduct = ({part}: SheetStep): boolean => part === 'clicks' || part === 'manifest';

/** What ends in a notice. */
const isTold = ({type}: CopilotEvent): boolean =>
	type === 'copied-again' || type === 'copied-call' || type === 'opened' || type === 'answered';

/** The product that a word names, and what it may have meant. */
const productOf = (word: string, {extensions}: CopilotState): Reply<CopilotEvent> => {
	const id = productCalled(word)?.id;
	if (id !== undefined && extensions.includes(id)) return {events: [{type: 'named-extension', id}]};
	const [near] = word === '' ? [] : nearNames(word, extensions);
	const meant = near === undefined ? '' : `Did you mean ${findProduct(near)?.name}? `;
	return errorReply(`${meant}Answer with Enter, a word that is named, or a product.`);
};

/** The question before the secret leaves the file; it belongs to its step. */
const secretQuestion = (
	question: Question<CopilotEvent>,
	answer: SecretAnswer,
	at: number,
): Question<CopilotEvent> => ({
	...question,
	prompt:
		answer === 'copy'
			? 'Copy the Client Secret to the clipboard, where other programs can read it? y or n [n]: '
			: 'Print the Client Secret on this screen? y or n [n]: ',
	read: line => {
		const isYes = readYesOrNo(line.trim() || 'n');
		if (isYes === undefined) return wantsYesOrNo;
		if (!isYes) return {events: [{type: 'went-back'}]};
		const answered = {type: 'answered', answer} as const;
		// Enter goes on when it is pasted.
		return {events: answer === 'copy' ? [answered, {type: 'moved', to: at}] : [answered]};
	},
});

/** The step that is next, as a question. */
const stepQuestion = (state: CopilotState): Question<CopilotEvent> => {
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
	if (state.question) return secretQuestion(question, state.question, state.at);
	return {
		...question,
		read: async line => {
			const word = line.trim().toLowerCase();
			if (word === 'q') return {events: [{type: 'left'}]};
			if (step.kind === 'secret' && (word === 'c' || word === 'show'))
				return {
					events: [{type: 'accepted'}, {type: 'highlighted-answer', answer: word === 'c' ? 'copy' : 'show'}],
				};
			const reply = await question.read(line);
			return reply.events || !namesProduct(step) ? reply : productOf(word, state);
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
		...(part === 'clicks' || part === 'manifest'
			? [`For an extension of ${state.sheet.extension.name}; the name of another product changes it.`]
			: []),
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

/** Steps that are passed, from a place on: each address, and how many others were done before. */
const passedLines = (state: CopilotState, from: number): readonly string[] => {
	const {length} = stepsIn(state, 'redirects');
	const first = Math.max(from, length);
	const addresses = state.sheet.steps
		.slice(0, Math.min(length, state.at))
		.flatMap((_step, index) => (index < from ? [] : [stepLine(state, index)]));
	const steps = first + 1 === state.at ? `Step ${state.at} was` : `Steps ${first + 1} to ${state.at} were`;
	return first < state.at ? [...addresses, `${steps} done before.`] : addresses;
};

/** Goes by redirect URLs that Zoho knows already. */
const passRegistered = (session: CopilotSession): void => {
	for (;;) {
		const state = session.state();
		const step = currentStep(state);
		if (step.part !== 'redirects' || !isDone(state, step) || state.marks[step.id] !== undefined) return;
		session.dispatch({type: 'skipped'});
	}
};

const isChecked = ({checks}: CopilotState): boolean =>
	Object.values(checks).every(answer => answer !== 'asking');

const noticeLine = ({text, tone}: CopilotNotice): string =>
	tone === 'good' ? `✔ ${text}` : `Warning: ${text}`;

/** Does what a line was taken for, and says what came of it. */
const carryOut = async (
	{session, interrupted}: PlainCopilotOptions,
	{says = [], events = []}: Reply<CopilotEvent>,
	print: Print,
): Promise<void> => {
	print(...says);
	for (const event of events) {
		const before = session.state();
		session.dispatch(event);
		if (isTold(event))
			await until(session, ({notice}) => notice !== undefined && notice !== before.notice, interrupted);
		if (event.type === 'checked-again') {
			await until(session, isChecked, interrupted);
			print(noticeLine(redirectNotice(session.state())));
		}
		const {notice, shownSecret} = session.state();
		if (shownSecret !== undefined && shownSecret !== before.shownSecret) print(shownSecret);
		else if (notice && notice !== before.notice) print(noticeLine(notice));
	}
};

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
	let told = '';
	/** The first step of which nothing was said yet. */
	let next = 0;
	/** Asks about one step. False when the person leaves. */
	const ask = async (state: CopilotState): Promise<boolean> => {
		const question = stepQuestion(state);
		if (question.key !== asked.key) {
			talk.print(stepLine(state, state.at));
			printCode(...codeOf(state));
		}
		next = state.at + 1;
		const reply = await askOnce(talk, asked, question);
		if (reply === undefined) return false;
		if (reply !== 'back') await carryOut(options, reply, talk.print);
		else if (state.question) session.dispatch({type: 'went-back'});
		else session.dispatch(state.at === 0 ? {type: 'left'} : {type: 'moved', to: state.at - 1});
		return true;
	};
	const tellPassed = (): void => {
		const state = session.state();
		const part = currentPart(state);
		// Of another product the clicks are others.
		const about = part === 'clicks' ? state.sheet.extension.id : part;
		const heading = about === told ? [] : partHeading(state, part, warned);
		const passed = passedLines(state, next);
		const hasRedirects = stepsIn(state, 'redirects').length > 0;
		const above = told === '' && hasRedirects ? ['', `${titleOf('redirects')}:`] : [];
		// Where all of them are registered, it begins behind them.
		const isBehind = passed.length > 0 && part !== 'redirects';
		talk.print(...(isBehind ? [...above, ...passed, ...heading] : [...heading, ...passed]));
		told = about;
	};
	let goesOn = true;
	while (goesOn && !isLeft()) {
		await until(session, isChecked, interrupted);
		passRegistered(session);
		tellPassed();
		goesOn = await ask(session.state());
	}
	talk.close(goesOn);
	return goesOn ? 'left' : 'interrupted';
};
