import {counted} from '../../zoho/text.js';
import {byType} from '../run-machine.js';
import type {SheetStep, StepKind} from '../sheet/steps.js';
import type {CopilotEffect, CopilotEvent} from './events.js';
import {worldEvents} from './results.js';
import {
	type CopilotState,
	currentPart,
	currentStep,
	isDone,
	type Mark,
	manifestOptions,
	type SecretAnswer,
	stepsIn,
	withExtension,
} from './state.js';
import {saved, say, type Transition, withMarks} from './transition.js';

const markOf: Readonly<Record<StepKind, Mark>> = {
	copy: 'done',
	secret: 'done',
	choose: 'chosen',
	click: 'clicked',
	snippet: 'done',
};

/** Another row has the highlight: a secret that was shown is masked again. */
const moveTo = (state: CopilotState, at: number): CopilotState => ({
	...state,
	at: Math.min(Math.max(0, at), state.sheet.steps.length - 1),
	shownSecret: undefined,
	isTouched: true,
});

/** The row below; from the end of a part the first one that is open, in whatever part. */
const goOn = (state: CopilotState): CopilotState => {
	const part = currentPart(state);
	const next = state.sheet.steps[state.at + 1];
	if (!next || next.part === part) return moveTo(state, state.at + 1);
	const open = state.sheet.steps.findIndex((step, index) => index > state.at && !isDone(state, step));
	return moveTo(state, open < 0 ? state.at + 1 : open);
};

const mark = (state: CopilotState, step: SheetStep): Transition =>
	withMarks(goOn({...state, notice: undefined}), {...state.marks, [step.id]: markOf[step.kind]});

const copyEffect = ({id, label, value}: SheetStep): CopilotEffect => ({type: 'copy', id, label, text: value});

const callEffect = ({sheet}: CopilotState): CopilotEffect => ({
	type: 'copy',
	id: '',
	label: 'the call',
	text: sheet.request ?? '',
});

const acceptManifest = (state: CopilotState): Transition => {
	const {sheet, option} = state;
	const chosen = manifestOptions(sheet)[option];
	const {id, value} = currentStep(state);
	switch (chosen) {
		case 'snippet':
			return [state, [{type: 'copy', id, label: 'the snippet', text: value}]];
		case 'call':
			return [state, [callEffect(state)]];
		default: {
			const [next, effects] = withMarks(state, {...state.marks, [id]: 'done'});
			return [next, [...effects, {type: 'leave'}]];
		}
	}
};

const accept = (state: CopilotState): Transition => {
	const step = currentStep(state);
	switch (step.kind) {
		case 'secret':
			// It is on the screen, and was taken from there.
			if (state.shownSecret !== undefined) return [goOn({...state, notice: undefined}), []];
			return [{...state, question: 'copy', notice: undefined}, []];
		case 'snippet':
			return acceptManifest(state);
		case 'copy':
			if (state.cannotCopy) return mark(state, step);
			return [goOn({...state, notice: undefined}), [copyEffect(step)]];
		default:
			return mark(state, step);
	}
};

const toggleMark = (state: CopilotState): Transition => {
	const step = currentStep(state);
	const {[step.id]: before, ...others} = state.marks;
	return withMarks(
		{...state, isTouched: true},
		before === undefined ? {...state.marks, [step.id]: markOf[step.kind]} : others,
	);
};

const skip = (state: CopilotState): Transition => {
	if (currentPart(state) !== 'clicks') return [goOn({...state, notice: undefined}), []];
	const clicks = stepsIn(state, 'clicks');
	const last = clicks.at(-1)?.index ?? state.at;
	const marks = Object.fromEntries(clicks.map(({step}) => [step.id, 'clicked' as const]));
	return withMarks(goOn({...state, at: last, notice: undefined}), {...state.marks, ...marks});
};

/** Esc: out of help, out of a question, to the part before, and from the first one out. */
const back = (state: CopilotState): Transition => {
	if (state.hasHelp) return [{...state, hasHelp: false, scroll: 0}, []];
	if (state.question) return [{...state, question: undefined}, []];
	const first = state.sheet.steps.findIndex(({part}) => part === currentPart(state));
	const before = state.sheet.steps[first - 1];
	if (!before) return [state, [{type: 'leave'}]];
	const entries = stepsIn(state, before.part);
	const open = entries.find(({step}) => !isDone(state, step)) ?? entries[0];
	return [moveTo({...state, notice: undefined}, open?.index ?? 0), []];
};

const again = (state: CopilotState): Transition => {
	const step = currentStep(state);
	if (step.kind === 'secret') return [{...state, question: 'copy', notice: undefined}, []];
	if (step.kind === 'snippet') return acceptManifest(state);
	if (step.value === '') return [say(state, 'There is nothing to copy here: click it in Sigma.', 'warn'), []];
	return [{...state, isTouched: true}, [copyEffect(step)]];
};

const answer = (state: CopilotState, given: SecretAnswer): Transition => {
	const step = currentStep(state);
	const closed = {...state, question: undefined};
	switch (given) {
		case 'copy':
			return [goOn(closed), [{type: 'copy-secret', id: step.id, label: step.label}]];
		case 'show':
			return [closed, [{type: 'open-secret'}]];
		case 'skip':
			return mark(closed, step);
	}
};

/** The product that is so many places further. */
const neighbor = ({extensions, sheet}: CopilotState, by: 1 | -1): string => {
	const here = extensions.indexOf(sheet.extension.id);
	return extensions[(here + by + extensions.length) % extensions.length] ?? sheet.extension.id;
};

/** The clicks of another entrance are others, and those of the one before do not count for it. */
const chooseExtension = (state: CopilotState, id: string): Transition => {
	const next = {...withExtension(state, id), notice: undefined, isTouched: true};
	const open = stepsIn(next, 'clicks').filter(({step}) => !isDone(next, step)).length;
	const isElsewhere =
		currentPart(next) !== 'clicks' && next.sheet.entrance.door !== state.sheet.entrance.door;
	const text = `Connections for ${next.sheet.extension.name} are made elsewhere: ${counted(open, 'step')} of New Connection ${open === 1 ? 'is' : 'are'} not done.`;
	return [isElsewhere && open > 0 ? say(next, text, 'warn') : next, [saved(next)]];
};

const checkAgain = (state: CopilotState): Transition => {
	const urls = stepsIn(state, 'redirects').map(({step}) => step.value);
	if (currentPart(state) !== 'redirects') return [state, []];
	const checks = Object.fromEntries(urls.map(url => [url, 'asking' as const]));
	return [{...state, checks, notice: undefined}, [{type: 'check-redirects', urls}]];
};

/** The API Console while URLs are registered in it, then Sigma. */
const open = (state: CopilotState): Transition => {
	const {sheet} = state;
	if (currentPart(state) === 'redirects' && sheet.console !== null)
		return [state, [{type: 'open-page', url: sheet.console}]];
	if (sheet.entrance.door === 'product')
		return [say(state, `Open ${sheet.entrance.place} in your browser.`, 'warn'), []];
	return [state, [{type: 'open-page', url: sheet.sigma}]];
};

const done = (state: CopilotState): Transition => {
	const [next, effects] = mark(state, currentStep(state));
	const isLast = state.at === state.sheet.steps.length - 1;
	return [next, isLast ? [...effects, {type: 'leave'}] : effects];
};

/** What an event means. Everything that touches the world is an effect, whose answer comes back as an event. */
export const reduceCopilot = byType<CopilotState, CopilotEvent, Transition>({
	...worldEvents,
	accepted: state => (state.question ? answer(state, state.question) : accept(state)),
	marked: toggleMark,
	moved: (state, {to}) => [moveTo({...state, notice: undefined}, to), []],
	skipped: skip,
	'went-back': back,
	'copied-again': again,
	opened: open,
	'checked-again': checkAgain,
	'chose-extension': (state, {by}) => chooseExtension(state, neighbor(state, by)),
	'named-extension': (state, {id}) => chooseExtension(state, id),
	done,
	'copied-call': state => [state, [callEffect(state)]],
	'highlighted-answer': (state, event) => [{...state, question: event.answer}, []],
	answered: (state, event) => (state.question ? answer(state, event.answer) : [state, []]),
	'highlighted-option': (state, {option}) => [{...state, option}, []],
	scrolled: (state, {to}) => [{...state, scroll: to}, []],
	'toggled-help': state => [{...state, hasHelp: !state.hasHelp, scroll: 0}, []],
	left: state => [state, [{type: 'leave'}]],
});
