import {ok, whatAndWhy} from '../../zoho/refusal.js';
import {type AnswerKey, type Answers, stepIds} from '../answers.js';
import {isEditable} from '../console.js';
import type {UnsealedDraft} from '../effects.js';
import type {WizardContext} from '../field.js';
import {answerKeys, isFormStep, itemsOf, resolveAnswers, startWizard, type WizardState} from '../state.js';
import {isField, steps} from '../steps/index.js';

/** Before the keys of what was typed for the form of the API Console: it is no answer, and a person typed it all the same. */
const ofConsole = 'console:';

/** What was typed for the form of the API Console. */
const consoleEditsOf = ({answers}: UnsealedDraft): WizardState['consoleEdits'] =>
	Object.fromEntries(
		Object.entries(answers).flatMap(([name, value]) => {
			const key = name.startsWith(ofConsole) ? name.slice(ofConsole.length) : '';
			return typeof value === 'string' && isEditable({key}) ? [[key, value]] : [];
		}),
	);

/**
 * The draft of a wizard: every touched answer, and where it stands. The client secret is apart, so that it can be sealed.
 * Codes and tokens never enter a draft. A draft of the consent steps resumes at the review.
 *
 * @param at milliseconds since the epoch
 */
export const toDraft = (state: WizardState, at: number): UnsealedDraft => {
	const {clientSecret, ...rest} = state.given;
	const answers: UnsealedDraft['answers'] = {};
	for (const [key, value] of Object.entries(rest)) {
		answers[key] = typeof value === 'object' ? [...value] : value;
	}
	for (const [key, text] of Object.entries(state.consoleEdits ?? {})) answers[`${ofConsole}${key}`] = text;
	const isForm = isFormStep(state.step);
	const {target} = state.context;
	return {
		...(target ? {target: target.connection.linkName} : {}),
		id: state.draftId,
		step: isForm ? state.step : 'connection',
		field: isForm ? state.field : 'review',
		answers,
		clientSecret: clientSecret ?? null,
		createdAt: state.startedAt,
		updatedAt: new Date(at).toISOString(),
	};
};

/** Keeps of a draft what still fits the kinds of the fields; the file may be older than the program. */
const givenOf = (draft: UnsealedDraft, context: WizardContext): Partial<Answers> => {
	let given: Partial<Answers> = {};
	for (const {key, kind} of steps.flatMap(step => step.items.filter(isField))) {
		const value = draft.answers[key];
		const expected =
			kind === 'confirm' ? 'boolean' : kind === 'many' || kind === 'scopes' ? 'object' : 'string';
		if (value !== undefined && typeof value === expected) given = {...given, [key]: value};
	}
	if (draft.answers.includeSigmaUrls === true) given = {...given, includeSigmaUrls: true};
	if (draft.clientSecret !== null) given = {...given, clientSecret: draft.clientSecret};
	const {service, ...others} = given;
	return !service || context.services.some(({linkName}) => linkName === service) ? given : others;
};

/** The wizard of a draft, where it was left. @param at milliseconds since the epoch */
export const fromDraft = (draft: UnsealedDraft, context: WizardContext, at: number): WizardState => {
	const state = startWizard({context, draftId: draft.id, at, given: givenOf(draft, context)});
	const step = stepIds.find(id => id === draft.step);
	const consoleEdits = consoleEditsOf(draft);
	const fresh: WizardState = {...state, consoleEdits, startedAt: draft.createdAt, kept: ok(true)};
	if (step === undefined || !isFormStep(step)) return fresh;
	const item = itemsOf(fresh, step).find(({key}) => key === draft.field) ?? itemsOf(fresh, step)[0];
	return item ? {...fresh, step, field: item.key} : fresh;
};

/** Why the answers do not stand in the file, and what to do about it; undefined while there is no such reason. */
export const whyNotKept = ({kept}: WizardState): string | undefined =>
	kept?.ok === false
		? `Your answers cannot be saved. ${whatAndWhy(kept.refusal)} ${kept.refusal.next}`
		: undefined;

/** Whether an answer is what the wizard would have taken anyway. */
const isDefault = ({given, context}: WizardState, key: AnswerKey): boolean => {
	const {[key]: value, ...others} = given;
	return JSON.stringify(resolveAnswers(others, context)[key]) === JSON.stringify(value);
};

/**
 * Whether there is anything worth keeping: an answer that cost a person something. A choice of the default, or of a service
 * that is saved, is made again with one key, so looking around leaves no draft.
 */
export const isWorthKeeping = (state: WizardState): boolean =>
	state.context.keepsDrafts !== false &&
	(state.given.includeSigmaUrls === true ||
		Object.keys(state.consoleEdits ?? {}).length > 0 ||
		answerKeys.some(key => key !== 'service' && state.given[key] !== undefined && !isDefault(state, key)));

/** What a person who leaves is told of the answers, if they are worth a word. @param saved what is said once they are saved */
export const keptWord = (state: WizardState, saved: string): string | undefined => {
	if (!isWorthKeeping(state)) return undefined;
	// What is under way for too long (a disk that hangs) is not waited for.
	if (!state.kept) return 'Your last answers may not be saved: the disk did not answer in time.';
	return whyNotKept(state) ?? saved;
};
