import {oncePer} from '../zoho/once-per.js';
import type {Result} from '../zoho/refusal.js';
import {type AnswerKey, type Answers, blankAnswers, type FieldKey, type StepId} from './answers.js';
import {losesNothing} from './consent/stages.js';
import type {Consent} from './consent/state.js';
import type {Item, StepDefinition, WizardContext} from './field.js';
import {fieldOf, fields, isField, stepOf, steps} from './steps/index.js';

/** What became of a row of the API Console's form: a clipboard program took it, or the terminal was asked to. */
export type ConsoleMark = 'clicked' | 'copied' | 'sent';

/** Where nothing has been done yet. */
const fresh = {
	/** Set while a line of the review is open again: Enter and Esc lead back to it. */
	isReviewing: false,
	problem: undefined as {readonly key: FieldKey; readonly text: string} | undefined,
	notice: undefined as string | undefined,
	/** What was just done for the person. */
	done: undefined as string | undefined,
	/** What was copied or clicked in the API Console's form, by the key of its row. */
	consoleMarks: {} as Readonly<Record<string, ConsoleMark>>,
	/** Whether the answers stand in the file, by the last save that ended; undefined where none has. */
	kept: undefined as Result<true> | undefined,
	ports: undefined as {readonly free: readonly number[]; readonly taken: readonly number[]} | undefined,
	consent: {phase: 'idle'} as Consent,
	/** What was answered about a service that other connections use too. */
	sharing: undefined as 'all' | 'own' | undefined,
	/** Why the grant was not widened, in words: further scopes need a new consent then. */
	notWidened: undefined as string | undefined,
	/** The person has gone; what is still under way is kept, and nothing is decided any more. */
	hasLeft: false,
	/** How many consents were begun: makes the attempts' ids. */
	attempts: 0,
};

export type WizardState = Readonly<typeof fresh> & {
	readonly context: WizardContext;
	readonly draftId: string;
	/** ISO 8601. */
	readonly startedAt: string;
	/** Answers that were touched, as typed; the rest follows its defaults. */
	readonly given: Partial<Answers>;
	readonly step: StepId;
	/** The focused item of the step; meaningless in connect and ready. */
	readonly field: FieldKey;
	/** Values of the console's form that were edited, by the key of their row. */
	readonly consoleEdits?: Readonly<Record<string, string>> | undefined;
	/** The issuer that is being asked what it says of itself. */
	readonly asking?: string | undefined;
	/** What became of the browser that was to show the consent page; undefined until that is known, or where none was wanted. */
	readonly browser?: 'opened' | 'failed' | undefined;
};

/** Read last, because how much of them belongs to a copy's dirt depends on whose server it is. */
const credentials: ReadonlySet<AnswerKey> = new Set<AnswerKey>(['clientId', 'clientSecret']);

const askedKeys: readonly AnswerKey[] = fields.map(({key}) => key);

/** The keys in the order in which defaults build on each other. */
export const answerKeys: readonly AnswerKey[] = [
	...askedKeys.filter(key => !credentials.has(key)),
	...askedKeys.filter(key => credentials.has(key)),
];

/**
 * All answers: what was given, cleaned where it is acceptable and as typed where it is not; defaults for the rest.
 */
export const resolveAnswers = (given: Partial<Answers>, context: WizardContext): Answers => {
	// What was given is seen by every default, that of an earlier question too.
	let answers: Answers = {...blankAnswers, ...given};
	for (const key of answerKeys) {
		const field = fieldOf(key);
		const raw = given[key];
		const accepted = raw === undefined ? undefined : field.accept(raw, answers, context);
		const value = accepted?.ok ? accepted.value : (raw ?? field.initial(answers, context));
		answers = {...answers, [key]: value};
	}
	return answers;
};

/** A state never changes, and one drawing of it asks for its answers two dozen times. */
export const answersOf = oncePer(({given, context}: WizardState) => resolveAnswers(given, context));

export const neededSteps = (state: WizardState): readonly StepDefinition[] => {
	const answers = answersOf(state);
	return steps.filter(step => step.isNeeded(answers, state.context));
};

/** What is asked in a step. @param id default: the step the wizard is in */
export const itemsOf = (state: WizardState, id: StepId = state.step): readonly Item[] => {
	const answers = answersOf(state);
	return stepOf(id).items.filter(item => item.isAsked(answers, state.context));
};

export const isFormStep = (step: StepId): boolean => step !== 'connect' && step !== 'ready';

/** Whether there is nothing left to do but to look at what was done. */
export const isOver = ({consent}: WizardState): boolean =>
	consent.phase === 'done' || consent.phase === 'kept';

/** The id of the attempt that was begun last. */
export const attemptId = ({draftId, attempts}: WizardState): string => `${draftId}-${attempts}`;

/**
 * Whether there is no way back within the wizard: the first question, the review with which an edit opens, or the consent
 * alone of a reconnect, except for the pages that the browser may have shown.
 */
export const isAtStart = (state: WizardState): boolean => {
	const {consent, context} = state;
	const {target} = context;
	const isOnPages = consent.phase === 'failed' && consent.asksPage;
	if (!isFormStep(state.step)) return target?.asks === 'consent' && losesNothing(consent) && !isOnPages;
	if (state.isReviewing) return false;
	if (target && state.field === 'review') return true;
	const first = neededSteps(state).find(({id}) => isFormStep(id));
	return first?.id === state.step && itemsOf(state, first.id)[0]?.key === state.field;
};

type Problem = {readonly key: AnswerKey; readonly text: string};

/** The problems among the fields of the given steps, in their order. */
export const problemsAmong = (state: WizardState, among: readonly StepDefinition[]): readonly Problem[] => {
	const answers = answersOf(state);
	return among.flatMap(step =>
		itemsOf(state, step.id)
			.filter(isField)
			.flatMap(({key, accept}): readonly Problem[] => {
				const accepted = accept(answers[key], answers, state.context);
				return accepted.ok ? [] : [{key, text: accepted.problem}];
			}),
	);
};

export const firstProblem = (state: WizardState, among: readonly StepDefinition[]): Problem | undefined =>
	problemsAmong(state, among)[0];

/**
 * Scopes of a command line are a text: read by the rules of the server that the other answers name. What of it was no scope is
 * said, or it would be gone without a word.
 */
const scopesRead = (
	given: Partial<Answers>,
	context: WizardContext,
): Pick<WizardState, 'given' | 'notice'> => {
	if (!given.scopes) return {given, notice: undefined};
	const answers = resolveAnswers(given, context);
	const notice = fieldOf('scopes').warn(given.scopes, answers, context);
	return {given: {...given, scopes: answers.scopes}, notice};
};

/** A fresh wizard. @param at milliseconds since the epoch */
export const startWizard = (options: {
	readonly context: WizardContext;
	readonly draftId: string;
	readonly at: number;
	readonly given?: Partial<Answers>;
}): WizardState => {
	const {context, given = {}} = options;
	const state: WizardState = {
		...fresh,
		context,
		draftId: options.draftId,
		startedAt: new Date(options.at).toISOString(),
		...scopesRead(given, context),
		step: 'client',
		field: 'dataCenter',
	};
	// Something saved opens at its review; for a new consent alone nothing is asked at all.
	const {target} = options.context;
	if (target) {
		return {...state, step: target.asks === 'consent' ? 'connect' : 'connection', field: 'review'};
	}
	const step = given.service ? stepOf('connection') : (neededSteps(state)[0] ?? stepOf('client'));
	return {...state, step: step.id, field: itemsOf(state, step.id)[0]?.key ?? 'dataCenter'};
};
