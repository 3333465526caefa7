import type {DataCenter} from '../zoho/data-center.js';
import type {Refusal} from '../zoho/refusal.js';
import type {AnswerKey, Answers, FieldKey, StepId} from './answers.js';
import type {Attempt, Proof, UnsealedConnection, UnsealedService} from './effects.js';
import type {Item, StepDefinition, WizardContext} from './field.js';
import {fieldOf, stepOf, steps} from './steps/index.js';

/** What is to be saved, kept whole until it is: a refresh token that Zoho has just issued must not be lost. */
export type Issued = {
	readonly service: UnsealedService | undefined;
	readonly connection: UnsealedConnection;
	readonly dataCenter: DataCenter | undefined;
	readonly missing: readonly string[];
};

/** What the Ready screen tells. */
export type Outcome = {
	readonly linkName: string;
	readonly path: string;
	readonly proof: Proof;
	readonly issued: Issued;
};

/** The consent, phase by phase. `id` names the attempt; `notices` are lines for the person. */
export type Consent =
	| {readonly phase: 'idle'}
	| {readonly phase: 'preparing'; readonly id: string}
	| {
			readonly phase: 'waiting';
			readonly id: string;
			readonly attempt: Attempt;
			readonly authorizeUrl: string;
			readonly notices: readonly string[];
			/** What stands in the paste field. */
			readonly pasted: string;
			/** Why the last paste or callback did not count. */
			readonly problem: Refusal | undefined;
	  }
	| {
			readonly phase: 'exchanging';
			readonly id: string;
			readonly attempt: Attempt;
			readonly dataCenter: DataCenter | undefined;
			readonly issuedBy: DataCenter | undefined;
			readonly codeArrivedAt: number;
			readonly notices: readonly string[];
	  }
	| {
			readonly phase: 'saving';
			readonly id: string;
			readonly issued: Issued;
			readonly notices: readonly string[];
	  }
	| {
			/** The tokens exist at Zoho and nowhere on disk: try again, another folder, or revoke. */
			readonly phase: 'unsaved';
			readonly id: string;
			readonly issued: Issued;
			readonly refusal: Refusal;
			readonly notices: readonly string[];
	  }
	| {readonly phase: 'revoking'; readonly id: string; readonly issued: Issued; readonly refusal: Refusal}
	| {
			readonly phase: 'proving';
			readonly id: string;
			readonly issued: Issued;
			readonly linkName: string;
			readonly path: string;
			readonly notices: readonly string[];
	  }
	| {readonly phase: 'failed'; readonly refusal: Refusal; readonly notices: readonly string[]}
	| {readonly phase: 'done'; readonly outcome: Outcome; readonly notices: readonly string[]};

export type WizardState = {
	readonly context: WizardContext;
	readonly draftId: string;
	/** ISO 8601. */
	readonly startedAt: string;
	/** Answers that were touched, as typed; the rest follows its defaults. */
	readonly given: Partial<Answers>;
	readonly step: StepId;
	/** The focused item of the step; meaningless in connect and ready. */
	readonly field: FieldKey;
	/** Set while a line of the review is open again: Enter and Esc lead back to it. */
	readonly isReviewing: boolean;
	readonly problem: {readonly key: FieldKey; readonly text: string} | undefined;
	readonly notice: string | undefined;
	readonly ports: {readonly free: readonly number[]; readonly taken: readonly number[]} | undefined;
	readonly consent: Consent;
	/** How many consents were begun: makes the attempts' ids. */
	readonly attempts: number;
};

/** The keys in the order in which defaults build on each other. */
const answerKeys: readonly AnswerKey[] = steps.flatMap(step =>
	step.items.flatMap(item => (item.kind === 'note' ? [] : [item.key])),
);

const blankAnswers: Answers = {
	service: '',
	dataCenter: '',
	includeSigmaUrls: false,
	sameCredentials: true,
	enabledDataCenters: [],
	clientId: '',
	clientSecret: '',
	serviceName: '',
	authenticationType: '',
	parameterType: '',
	grantType: '',
	authorizeUrl: '',
	accessTokenUrl: '',
	refreshTokenUrl: '',
	scopes: [],
	scopeDelimiter: '',
	connectionName: '',
};

/**
 * All answers: what was given, cleaned where it is acceptable and as typed where it is not; defaults for the rest.
 */
export const resolveAnswers = (given: Partial<Answers>, context: WizardContext): Answers => {
	let answers: Answers = {...blankAnswers, includeSigmaUrls: given.includeSigmaUrls ?? false};
	for (const key of answerKeys) {
		const field = fieldOf(key);
		const raw = given[key];
		const accepted = raw === undefined ? undefined : field.accept(raw, answers, context);
		const value = accepted?.ok ? accepted.value : (raw ?? field.initial(answers, context));
		answers = {...answers, [key]: value};
	}
	return answers;
};

export const answersOf = (state: WizardState): Answers => resolveAnswers(state.given, state.context);

export const neededSteps = (state: WizardState): readonly StepDefinition[] => {
	const answers = answersOf(state);
	return steps.filter(step => step.isNeeded(answers, state.context));
};

/** Items of a step. */
export const itemsOf = (step: StepId): readonly Item[] => stepOf(step).items;

export const isFormStep = (step: StepId): boolean => step !== 'connect' && step !== 'ready';

/** The first problem among the fields of the given steps, in their order. */
export const firstProblem = (
	state: WizardState,
	among: readonly StepDefinition[],
): {readonly key: AnswerKey; readonly text: string} | undefined => {
	const answers = answersOf(state);
	for (const step of among) {
		for (const item of step.items) {
			if (item.kind === 'note') continue;
			const accepted = item.accept(answers[item.key], answers, state.context);
			if (!accepted.ok) return {key: item.key, text: accepted.problem};
		}
	}
	return undefined;
};

/** A fresh wizard. @param at milliseconds since the epoch */
export const startWizard = (options: {
	readonly context: WizardContext;
	readonly draftId: string;
	readonly at: number;
	readonly given?: Partial<Answers>;
}): WizardState => {
	const state: WizardState = {
		context: options.context,
		draftId: options.draftId,
		startedAt: new Date(options.at).toISOString(),
		given: options.given ?? {},
		step: 'client',
		field: 'dataCenter',
		isReviewing: false,
		problem: undefined,
		notice: undefined,
		ports: undefined,
		consent: {phase: 'idle'},
		attempts: 0,
	};
	const isReused = options.given?.service !== undefined && options.given.service !== '';
	const first = isReused ? undefined : neededSteps(state)[0];
	const step = isReused ? stepOf('connection') : (first ?? stepOf('client'));
	return {...state, step: step.id, field: step.items[0]?.key ?? 'dataCenter'};
};
