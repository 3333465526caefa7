import type {Draft} from '../../connection/draft.js';
import type {ConnectionsFile} from '../../connection/file/format.js';
import {clientSecretOf, draftSecretOf} from '../../connection/secrets/place.js';
import type {Runtime} from '../../io/runtime.js';
import type {Invocation} from '../../kit/invocation.js';
import type {Answers} from '../../wizard/answers.js';
import {fromDraft} from '../../wizard/draft/saved.js';
import type {Target, WizardContext} from '../../wizard/field.js';
import {answerKeys, answersOf, startWizard, type WizardState} from '../../wizard/state.js';
import {fieldOf} from '../../wizard/steps/index.js';

export type WizardInputs = {
	readonly invocation: Invocation;
	readonly runtime: Runtime;
	readonly file: ConnectionsFile;
	readonly context: WizardContext;
	/** Answers of the command line. */
	readonly given: Partial<Answers>;
	readonly isAsking: boolean;
	/** Milliseconds since the epoch. */
	readonly at: number;
};

export type WizardEntry = {
	/** Its first state. Throws the refusal where there is none. */
	readonly begin: (inputs: WizardInputs) => Promise<WizardState>;
	/** What does the same without a terminal. */
	readonly withoutTerminal: string;
};

/** The target with its secret open, so that the same one given again is no change. One that cannot be opened equals none. */
export const openTarget = async ({secrets}: Pick<Runtime, 'secrets'>, target: Target): Promise<Target> => {
	const {linkName, clientSecret} = target.service;
	const opened = await secrets.open(clientSecret, clientSecretOf(linkName));
	return opened.ok ? {...target, savedSecret: opened.value} : target;
};

/**
 * The newest draft of something new, or of the connection that is edited, goes on. With flags, the newest that has the very
 * answers which they give: the same command goes on with what it began.
 */
export const resume = async (
	{runtime, file, context, at, given}: WizardInputs,
	linkName: string | undefined,
): Promise<WizardState | undefined> => {
	const newestFirst = Object.values(file.drafts)
		.filter(({target}) => target === linkName)
		.toSorted((one, other) => (one.updatedAt < other.updatedAt ? 1 : -1));
	for (const draft of newestFirst) {
		const state = await resumeDraft({runtime, context, at}, draft);
		if (agrees(state, given)) return state;
	}
	return undefined;
};

/** Whether the answers of a state are those of a command line, each as the wizard reads it. */
const agrees = (state: WizardState, given: Partial<Answers>): boolean => {
	const answers = answersOf(state);
	const {context} = state;
	return answerKeys.every(key => {
		const {[key]: value} = given;
		if (value === undefined) return true;
		const accepted = fieldOf(key).accept(value, answers, context);
		return accepted.ok && JSON.stringify(accepted.value) === JSON.stringify(answers[key]);
	});
};

/** A draft goes on where it was left. */
export const resumeDraft = async (
	{runtime, context, at}: Pick<WizardInputs, 'runtime' | 'context' | 'at'>,
	draft: Draft,
): Promise<WizardState> => {
	const opened = draft.clientSecret
		? await runtime.secrets.open(draft.clientSecret, draftSecretOf(draft.id))
		: undefined;
	const state = fromDraft({...draft, clientSecret: opened?.ok ? opened.value : null}, context, at);
	return {...state, notice: 'Continuing where you left off; every answer is kept.'};
};

/** Something new, unless something unfinished goes on. */
export const newEntry: WizardEntry = {
	withoutTerminal:
		'Without one use "zconn new --no-input" with --client-id, --client-secret-file (or ZCONN_CLIENT_SECRET), --scope and --connection-name.',
	begin: async inputs => {
		const {runtime, context, at, given, isAsking} = inputs;
		const resumed = isAsking ? await resume(inputs, undefined) : undefined;
		if (resumed) return resumed;
		const {answers, notice} =
			given.clientId === undefined
				? {answers: given, notice: undefined}
				: await (await import('./same-client.js')).withServiceOfClient(inputs);
		const state = startWizard({context, draftId: runtime.newId(), at, given: answers});
		return {...state, notice: state.notice ?? notice};
	},
};
