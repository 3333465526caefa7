import {nearNames} from '../../connection/near-names.js';
import type {CopilotEvent} from '../../wizard/copilot/events.js';
import {type CopilotState, currentStep, type SecretAnswer, stepsIn} from '../../wizard/copilot/state.js';
import {notesOf, noticesOf, partWords} from '../../wizard/copilot/texts.js';
import {type SheetPart, type SheetStep, type StepKind, sheetParts} from '../../wizard/sheet/steps.js';
import {linkNameText, manifestText, sentenceOf} from '../../wizard/sheet/text.js';
import {findProduct, productCalled} from '../../zoho/products/table.js';
import {enterQuestion, errorReply, type Question, type Reply, type Word, yesOrNo} from './question.js';

/** A step as one line, as it would be read aloud. */
export const stepLine = (state: CopilotState, index: number): string => {
	const step = state.sheet.steps[index];
	if (!step) return '';
	const before = `Step ${index + 1} of ${state.sheet.steps.length}. `;
	const done = state.marks[step.id] === undefined ? '' : ' Done before.';
	if (step.part === 'redirects') {
		const check = state.checks[step.value];
		if (check === 'registered') return `${before}${step.value}: registered already.`;
		// A mark is a person's word; what Zoho said before it is old.
		const known = check === 'missing' ? 'not registered' : 'Zoho does not say whether it is registered';
		return `${before}Add ${step.value}: ${done === '' ? known : 'done before; t asks Zoho'}.`;
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
		case 'secret':
			// Both are asked about before it leaves the file.
			return [
				['c', 'copies it', {type: 'accepted'}, {type: 'highlighted-answer', answer: 'copy'}],
				['show', '', {type: 'accepted'}, {type: 'highlighted-answer', answer: 'show'}],
			];
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

/** Where the clicks and the manifest of the extension's product are read, another one can be named. */
const namesProduct = ({part}: SheetStep): boolean => part === 'clicks' || part === 'manifest';

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
	// Enter goes on when it is pasted.
	...yesOrNo<CopilotEvent>(
		[{type: 'answered', answer}, ...(answer === 'copy' ? [{type: 'moved', to: at} as const] : [])],
		[{type: 'went-back'}],
	),
});

/** The step that is next, as a question. */
export const stepQuestion = (state: CopilotState): Question<CopilotEvent> => {
	const step = currentStep(state);
	const {steps, extension} = state.sheet;
	const question: Question<CopilotEvent> = {
		key: `${step.id} ${extension.name}`,
		lines: [],
		prompt: `Enter when ${step.part === 'redirects' ? 'added' : doneWords[step.kind]}`,
		explains: [
			partWords(state).why,
			...notesOf(state, step.part),
			'The number of a step goes to it; 0 reads all steps.',
		],
		all: steps.map((_step, index) => stepLine(state, index)),
	};
	return state.question
		? secretQuestion(question, state.question, state.at)
		: {
				// In plain lines nothing is copied unless it is asked for.
				...enterQuestion<CopilotEvent>(question, () => ({type: 'done'}), [
					...wordsOf(step, state),
					['q', '', {type: 'left'}],
				]),
				rows: steps.map((_step, to) => () => ({events: [{type: 'moved', to}]})),
				...(namesProduct(step) ? {read: line => productOf(line.trim().toLowerCase(), state)} : {}),
			};
};

export const titleOf = (part: SheetPart): string | undefined => sheetParts.find(({id}) => id === part)?.title;

export const partHeading = (state: CopilotState, part: SheetPart, told: Set<string>): readonly string[] => {
	const warnings = noticesOf({...state, notice: undefined}).filter(
		({text, tone}) => (tone === 'warn' || tone === 'bad') && !told.has(text),
	);
	for (const {text} of warnings) told.add(text);
	return [
		'',
		`${titleOf(part)}: ${partWords(state).short}`,
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
export const codeOf = (state: CopilotState): readonly string[] => {
	const {sheet} = state;
	if (currentStep(state).kind !== 'snippet') return [];
	const call =
		sheet.request === null
			? [`No call: ${sheet.requestReason}`]
			: ['A call that the scopes allow:', sheet.request];
	return [manifestText(sheet), ...call];
};

/** Steps that are passed, from a place on: each address, and how many others were done before. */
export const passedLines = (state: CopilotState, from: number): readonly string[] => {
	const {length} = stepsIn(state, 'redirects');
	const first = Math.max(from, length);
	const addresses = state.sheet.steps
		.slice(0, Math.min(length, state.at))
		.flatMap((_step, index) => (index < from ? [] : [stepLine(state, index)]));
	const steps = first + 1 === state.at ? `Step ${state.at} was` : `Steps ${first + 1} to ${state.at} were`;
	return first < state.at ? [...addresses, `${steps} done before.`] : addresses;
};
