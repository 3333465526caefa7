import {findDataCenter} from '../zoho/data-center.js';
import {isZohos} from '../zoho/service-urls.js';
import type {AnswerKey, AnswerValue} from './answers.js';
import {consentClient, urlsInUse} from './build.js';
import {differenceOf} from './edit/difference.js';
import {isElsewhere} from './elsewhere.js';
import type {Field, Help, Item} from './field.js';
import {
	answersOf,
	isFormStep,
	isOver,
	itemsOf,
	neededSteps,
	resolveAnswers,
	type WizardState,
} from './state.js';
import {fieldOf, isField, stepOf, steps} from './steps/index.js';
import {isOpenable} from './stops.js';

export type RailEntry = {readonly label: string; readonly mark: 'done' | 'current' | 'ahead'};

/** The rail: every step that has a word in it, done ones ticked. Steps a reused service does not need count as done. */
export const rail = (state: WizardState): readonly RailEntry[] => {
	// The choice of a service stands before the first word of the rail.
	const current = state.step === 'pick-service' ? 'client' : state.step;
	// While one answer is fixed, what was done stays done.
	const reached = stepOf(state.isReviewing ? 'connection' : current);
	const order = steps.indexOf(reached);
	const isDone = isOver(state);
	return steps.flatMap((step, index): readonly RailEntry[] => {
		if (step.rail === undefined) return [];
		const isBehind = isDone || index < order || (state.isReviewing && index === order);
		const mark = step.id === current && !isDone ? 'current' : isBehind ? 'done' : 'ahead';
		return [{label: step.rail, mark}];
	});
};

/** Where the wizard stands in its rail, from 0 on; where all is done, at its end. */
export const railPosition = (entries: readonly RailEntry[]): number => {
	const current = entries.findIndex(({mark}) => mark === 'current');
	return current < 0 ? entries.findLastIndex(({mark}) => mark === 'done') : current;
};

/** The data center in words: the one that issued the tokens as soon as that is known. Other servers than Zoho's have none. */
export const dataCenterName = (state: WizardState): string => {
	const {consent, context} = state;
	const issued =
		'issued' in consent ? consent.issued : consent.phase === 'done' ? consent.outcome.issued : undefined;
	const answers = answersOf(state);
	if (!issued?.dataCenter && !isZohos(context.dataCenters, urlsInUse(state, answers))) return '';
	const found = issued?.dataCenter ?? findDataCenter(context.dataCenters, answers.dataCenter);
	return found?.name ?? '';
};

/** One line for each finished step, oldest first; none for what was saved before and is only looked over. */
export const trail = (
	state: WizardState,
): readonly {readonly key: string; readonly title: string; readonly text: string}[] => {
	const answers = answersOf(state);
	if (state.context.target) return [];
	const needed = neededSteps(state);
	const position = needed.findIndex(({id}) => id === state.step);
	return needed
		.slice(0, position)
		.filter(({id}) => isFormStep(id))
		.map(step => ({
			key: step.id,
			title: step.rail ?? step.title,
			text: step.summary(answers, state.context),
		}));
};

/** The raw value of a field: as typed, or its default. */
export const rawValueOf = (state: WizardState, key: AnswerKey): AnswerValue =>
	state.given[key] ?? answersOf(state)[key];

/** What a text field shows to be edited, and what stands dimmed where nothing was typed. */
export const textOf = (
	state: WizardState,
	key: AnswerKey,
): {readonly text: string; readonly placeholder: string} => {
	const field = fieldOf(key);
	const raw = state.given[key];
	const {[key]: _own, ...others} = state.given;
	const answers = raw === undefined ? answersOf(state) : resolveAnswers(others, state.context);
	const initial = field.initial(answers, state.context);
	const byDefault = typeof initial === 'string' ? initial : '';
	if (field.isPrefilled) return {text: typeof raw === 'string' ? raw : byDefault, placeholder: ''};
	return {text: typeof raw === 'string' ? raw : '', placeholder: byDefault};
};

export const warningOf = (state: WizardState, field: Field): string | undefined =>
	field.warn(rawValueOf(state, field.key), answersOf(state), state.context);

/** A field's value in words. */
export const displayOf = (state: WizardState, field: Field): string => {
	const answers = answersOf(state);
	return field.display(answers[field.key], answers, state.context);
};

/** A field's whole value: a long list is not counted but told. A secret stays a fingerprint. */
export const inFull = (state: WizardState, key: AnswerKey): string => {
	const value = answersOf(state)[key];
	return fieldOf(key).kind === 'scopes' && typeof value === 'object'
		? value.join(', ')
		: displayOf(state, fieldOf(key));
};

/** Help of a question, in words that are true of whose server it is. */
export const helpOf = (state: WizardState, item: Item): Help => {
	const {help, helpElsewhere} = item;
	const answers = answersOf(state);
	if (helpElsewhere && isElsewhere(answers, state.context)) return helpElsewhere;
	if (item.kind === 'note') return item.helpFor?.(answers) ?? help;
	return item.exampleOf ? {...help, example: item.exampleOf(answers, state.context)} : help;
};

/** Everything that was answered, in Sigma's order; each line can be opened again. */
export const reviewLines = (state: WizardState) => {
	const {target} = state.context;
	const changes = target ? differenceOf(state, target).changes : [];
	const lines = neededSteps(state).flatMap(step =>
		itemsOf(state, step.id)
			.filter(isField)
			.map(field => ({
				key: field.key,
				/** Whether it can be anything else. */
				isOpenable: isOpenable(state, field),
				label: field.label,
				value: displayOf(state, field),
				/** What the answer was and what changing it costs, where something saved is edited. */
				change: changes.find(({key}) => key === field.key),
			})),
	);
	// In the service's table the credentials stand before its URLs.
	const credentials = lines.filter(({key}) => key === 'clientId' || key === 'clientSecret');
	const others = lines.filter(row => !credentials.includes(row));
	const at = others.findIndex(({key}) => key === 'authorizeUrl');
	return at < 0 ? lines : others.toSpliced(at, 0, ...credentials);
};

export type ReviewLine = ReturnType<typeof reviewLines>[number];

export type AcceptLabel = 'Create and Connect' | 'Save and Connect' | 'Connect' | 'Save' | 'Close';

/** What the last line of the review does, in the words of Sigma or of an edit. */
export const acceptLabel = (state: WizardState): AcceptLabel => {
	const {target} = state.context;
	if (!target) return 'Create and Connect';
	const {changes, consequence} = differenceOf(state, target);
	if (changes.length === 0) return target.asks === 'consent' ? 'Connect' : 'Close';
	return consequence === 'nothing' && target.asks !== 'consent' ? 'Save' : 'Save and Connect';
};

/** Lines of a reused service that cannot be changed here. */
export const reusedLines = (
	state: WizardState,
): readonly {readonly label: string; readonly value: string}[] => {
	if (answersOf(state).service === '') return [];
	const client = consentClient(state);
	return [
		{label: fieldOf('clientId').label, value: client.clientId},
		{label: fieldOf('scopes').label, value: client.scopes.join(', ')},
	];
};

/** The link name that the connection will have; a saved one keeps its own. */
export const linkNamePreview = (state: WizardState): string =>
	state.context.target?.connection.linkName ?? answersOf(state).linkName;

export const focusedItem = (state: WizardState): Item | undefined =>
	itemsOf(state).find(({key}) => key === state.field);

export const currentStep = (state: WizardState) => stepOf(state.step);
