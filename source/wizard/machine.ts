import {findDataCenter} from '../zoho/data-center.js';
import type {AnswerKey, AnswerValue, FieldKey} from './answers.js';
import {takePaste, typedPaste} from './consent/arrival.js';
import {beginConsent} from './consent/begin.js';
import {failureOptions} from './consent/failure.js';
import {endOfHeld, fixing} from './consent/fixing.js';
import {answerUnsaved} from './consent/issue.js';
import {consentEvent, leaveConsent} from './consent/machine.js';
import {readyEvents} from './consent/ready.js';
import {losesNothing} from './consent/stages.js';
import {clickedRow, consoleOpened, copied, editedValue, toggledSigmaUrls} from './console-marks.js';
import {discover, discovered, mustDiscover} from './discovery.js';
import {isWorthKeeping, toDraft} from './draft/saved.js';
import {answerConflict, lookedAgain} from './edit/conflict.js';
import {acceptEdit, answerOtherUser, answerShared} from './edit/judge.js';
import type {Effect} from './effects.js';
import {isElsewhere} from './elsewhere.js';
import type {EventOf, WizardEvent} from './events.js';
import type {Item, StepDefinition} from './field.js';
import {acceptFlow, askAgain, goToCodeRow} from './flows/machine.js';
import {byType, type Machine} from './run-machine.js';
import {answersOf, firstProblem, isFormStep, isOver, neededSteps, type WizardState} from './state.js';
import {fieldOf, stepOf, stepOfItem} from './steps/index.js';
import {askedItem, besideOf, entryOf, nextOf, stopsOf} from './stops.js';
import {during, type Transition, unchanged, withConsent} from './transition.js';

/** A draft whose last answer was taken back goes. */
const saved = (state: WizardState, at: number): readonly Effect[] => {
	if (isWorthKeeping(state)) return [{type: 'save-draft', draft: toDraft(state, at)}];
	return state.kept ? [{type: 'drop-draft', draftId: state.draftId}] : [];
};

/** Moves to an item; entering the client step proves the callback ports free before they are named. */
const goTo = (state: WizardState, item: Item, at: number, change: Partial<WizardState> = {}): Transition => {
	const step = stepOfItem(item.key);
	const next: WizardState = {
		...state,
		problem: undefined,
		notice: undefined,
		done: undefined,
		...change,
		step: step.id,
		field: item.key,
	};
	const portCheck: readonly Effect[] = item.key === 'consoleForm' ? [{type: 'check-ports'}] : [];
	return [next, [...saved(next, at), ...portCheck]];
};

const reviewItem = (): Item => {
	const item = stepOf('connection').items.find(({key}) => key === 'review');
	if (!item) throw new Error('The connection step has no review.');
	return item;
};

const formSteps = (state: WizardState): readonly StepDefinition[] =>
	neededSteps(state).filter(step => isFormStep(step.id));

/** The form after this one, or before it. */
const stepBeside = (state: WizardState, by: 1 | -1): StepDefinition | undefined => {
	const steps = formSteps(state);
	return steps[steps.findIndex(({id}) => id === state.step) + by];
};

const showProblem = (
	state: WizardState,
	problem: {readonly key: FieldKey; readonly text: string},
	at: number,
	isReviewing: boolean,
): Transition => {
	const item = stepOfItem(problem.key).items.find(({key}) => key === problem.key);
	return item ? goTo(state, item, at, {problem, isReviewing}) : unchanged(state);
};

const goForward = (state: WizardState, at: number): Transition => {
	if (state.isReviewing) return goTo(state, reviewItem(), at, {isReviewing: false});
	const following = nextOf(state, stepOf(state.step), 1);
	if (following) return goTo(state, following, at);
	const problem = firstProblem(state, [stepOf(state.step)]);
	if (problem) return showProblem(state, problem, at, false);
	const next = stepBeside(state, 1);
	const first = next && entryOf(state, next);
	return first ? goTo(state, first, at) : unchanged(state);
};

const connect = (state: WizardState, at: number): Transition => {
	const {target} = state.context;
	return target ? acceptEdit(state, target, at) : beginConsent(state, at);
};

const acceptField = (state: WizardState, at: number): Transition => {
	const {field: key} = state;
	if (key === 'review') {
		const problem = firstProblem(state, formSteps(state));
		if (problem) return showProblem(state, problem, at, true);
		return connect(state, at);
	}
	if (key === 'consoleForm' || key === 'useValues') return goForward(state, at);
	const answers = answersOf(state);
	const raw = state.given[key];
	const accepted = fieldOf(key).accept(raw ?? answers[key], answers, state.context);
	if (!accepted.ok)
		return [{...state, problem: {key, text: accepted.problem}, notice: undefined, done: undefined}, []];
	if (key === 'issuer' && mustDiscover(state, accepted.value)) return discover(state, accepted.value);
	// A default that was only accepted stays a default, so that it can follow the answers it was made from.
	const isDefault = raw === undefined || raw === '' || isSaved(state, key, accepted.value);
	const given = isDefault ? without(state.given, key) : {...state.given, [key]: accepted.value};
	const [next, effects] = goForward({...state, given: stillAsked({...state, given})}, at);
	return state.context.target && !isWorthKeeping(next)
		? [next, [...effects, {type: 'drop-draft', draftId: state.draftId}]]
		: [next, effects];
};

/** Answers without a type of the API Console's where the server is another one, which has no such types. */
const stillAsked = (state: WizardState): WizardState['given'] =>
	state.field === 'dataCenter' && isElsewhere(answersOf(state), state.context)
		? without(state.given, 'clientType')
		: state.given;

/** Whether an answer about something saved is what is saved anyway, typed again or taken back. */
const isSaved = (state: WizardState, key: AnswerKey, value: AnswerValue): boolean => {
	if (!state.context.target) return false;
	const saved = answersOf({...state, given: without(state.given, key)})[key];
	return JSON.stringify(saved) === JSON.stringify(value);
};

const without = (given: WizardState['given'], key: keyof WizardState['given']): WizardState['given'] => {
	const {[key]: _dropped, ...rest} = given;
	return rest;
};

const accept = (state: WizardState, at: number): Transition => {
	const {consent} = state;
	if (isFormStep(state.step)) return acceptField(state, at);
	const [likeliest] = failureOptions(state);
	if (likeliest) return reduce(state, likeliest.event(at));
	// A reconnect begins here, without a question.
	if (consent.phase === 'idle') return connect(state, at);
	if (consent.phase === 'waiting' && consent.pasted.trim() !== '') return takePaste(state, consent, at);
	return acceptFlow(state, at) ?? unchanged(state);
};

/** Leaves a consent that waits or failed for the answer that is to be changed. */
const chooseField = (state: WizardState, key: FieldKey, at: number): Transition => {
	const {consent, context} = state;
	if (consent.phase !== 'failed' && consent.phase !== 'waiting') return unchanged(state);
	const item = askedItem(state, key);
	if (!item) {
		// The answers of a service that is there are changed where a connection that has it is edited.
		const user = context.users?.get(answersOf(state).service)?.[0];
		const linkName = context.target?.connection.linkName ?? user;
		const notice =
			linkName === undefined
				? 'This service is used as it is. Esc goes back; + Create New Service takes other answers.'
				: `This service is used as it is. Change it first: zconn edit ${linkName}`;
		return [{...state, done: undefined, notice}, []];
	}
	const idle = {isReviewing: true, consent: {phase: 'idle'}, sharing: undefined} as const;
	const [next, effects] = goTo(state, item, at, idle);
	return [next, [...endOfHeld(state), ...effects]];
};

const goBack = (state: WizardState, at: number): Transition => {
	if (!isFormStep(state.step)) return leaveConsent(state);
	if (state.isReviewing) return goTo(state, reviewItem(), at, {isReviewing: false});
	const previous = nextOf(state, stepOf(state.step), -1);
	if (previous) return goTo(state, previous, at);
	const before = stepBeside(state, -1);
	const last = before && stopsOf(state, before).at(-1);
	if (last) return goTo(state, last, at);
	const kept = state.kept?.ok && isWorthKeeping(state) ? '; your answers are kept' : '';
	return [{...state, notice: `This is the first question. Ctrl+C leaves${kept}.`}, []];
};

const moveFocus = (state: WizardState, by: 1 | -1, at: number): Transition => {
	if (!isFormStep(state.step)) return unchanged(state);
	const item = besideOf(state, stepOf(state.step), by);
	return item ? goTo(state, item, at) : unchanged(state);
};

const openField = (state: WizardState, key: FieldKey, at: number): Transition => {
	const step = stepOfItem(key);
	const item = askedItem(state, key);
	if (!item) return unchanged(state);
	if (state.field === 'review') return goTo(state, item, at, {isReviewing: true});
	// From the button of a form one of its own fields is opened.
	return state.field === 'useValues' && step.id === state.step ? goTo(state, item, at) : unchanged(state);
};

const openConsole = (state: WizardState): Transition => {
	const dataCenter = findDataCenter(state.context.dataCenters, answersOf(state).dataCenter);
	const {consent} = state;
	const next = consent.phase === 'failed' ? withConsent(state, {...consent, hasOpenedConsole: true}) : state;
	return dataCenter ? [next, [{type: 'open-console', url: dataCenter.console}]] : unchanged(state);
};

/**
 * A consent that only waits is freed. One whose code is spent goes on to its end, or tokens would be lost; a grant that could
 * not be saved is given back. Nothing is kept of a wizard that is done.
 */
const leave = (state: WizardState, at: number): Transition => {
	const {consent} = state;
	const keep = isOver(state) ? [] : saved(state, at);
	const left = {...state, hasLeft: true, kept: keep.length > 0 ? undefined : state.kept};
	if (consent.phase === 'unsaved') {
		const [next, effects] = answerUnsaved(left, consent, {type: 'answered-unsaved', choice: 'revoke', at});
		return [next, [...keep, ...effects]];
	}
	const isFreed = losesNothing(consent) || consent.phase === 'other-user';
	return [left, [...keep, ...(isFreed ? endOfHeld(state) : [])]];
};

const type = (state: WizardState, event: EventOf<'typed'>): Transition => {
	if (!isFormStep(state.step)) return unchanged(state);
	const problem = state.problem?.key === event.key ? undefined : state.problem;
	const given = {...state.given, [event.key]: event.value};
	const asking = event.key === 'issuer' ? undefined : state.asking;
	return [{...state, given, problem, asking, notice: event.notice, done: undefined}, []];
};

const editConsole = (state: WizardState, event: EventOf<'edited-console-value'>): Transition => {
	const next = editedValue(state, event);
	return [next, event.at === undefined ? [] : saved(next, event.at)];
};

/**
 * A running wizard. The screen, the plain mode and `--no-input` all drive the same session; it knows neither a terminal nor the
 * network.
 */
export type Session = Machine<WizardState, WizardEvent>;

/**
 * The wizard: (state, event) → [state, effects]. Pure and total: any event in any state is answered, an event that makes
 * no sense there changes nothing, and no event takes away what was typed.
 */
export const reduce = (state: WizardState, event: WizardEvent): Transition =>
	'id' in event ? consentEvent(state, event) : reduceOther(state, event);

const reduceOther = byType<WizardState, Exclude<WizardEvent, {id: string}>, Transition>({
	...readyEvents,
	...fixing({connect, chooseField, openConsole}),
	typed: type,
	accepted: (state, {at}) => accept(state, at),
	'went-back': (state, {at}) => goBack(state, at),
	'moved-focus': (state, {by, at}) => moveFocus(state, by, at),
	'opened-field': (state, {key, at}) => openField(state, key, at),
	'edited-console-value': editConsole,
	'toggled-sigma-urls': toggledSigmaUrls,
	'copied-value': (state, {text, label, key}) => [state, [{type: 'copy', text, label, key}]],
	'clicked-row': clickedRow,
	'opened-console': openConsole,
	'typed-paste': typedPaste,
	'chose-field': (state, {key, at}) => chooseField(state, key, at),
	'went-to-code-row': during('entering', goToCodeRow),
	'asked-again': during('device', askAgain),
	'answered-unsaved': during('unsaved', answerUnsaved),
	'answered-shared': during('asking-shared', answerShared),
	'answered-conflict': during('failed', answerConflict),
	'answered-other-user': during('other-user', answerOtherUser),
	left: (state, {at}) => leave(state, at),
	'looked-again': during('failed', lookedAgain),
	discovered: (state, event) => discovered(state, event, goForward),
	'draft-saved': (state, {result}) => [{...state, kept: result}, []],
	'ports-checked': (state, {free, taken}) => [{...state, ports: {free, taken}}, []],
	'copy-ended': (state, event) => [copied(state, event), []],
	'console-opened': consoleOpened,
});
