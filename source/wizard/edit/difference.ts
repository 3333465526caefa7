import {findDataCenter} from '../../zoho/data-center.js';
import {scopesWithout} from '../../zoho/scopes/scope.js';
import {isZohos} from '../../zoho/service-urls.js';
import type {AnswerKey, Answers, AnswerValue} from '../answers.js';
import type {Consequence, Field, Target} from '../field.js';
import {flowOf} from '../flows/of-client.js';
import {answersOf, type WizardState} from '../state.js';
import {fields} from '../steps/index.js';

/** One answer that is no longer what is saved; values in words, secrets as fingerprints. */
export type Change = {
	readonly key: AnswerKey;
	readonly label: string;
	readonly before: string;
	readonly after: string;
	/** Of scopes: those that are added and removed, which says more than two long lists. */
	readonly delta?: string;
	readonly consequence: Consequence;
};

const costs: readonly Consequence[] = ['nothing', 'wider-consent', 'new-consent', 'new-grant'];

/** The order of a list means nothing, and neither does the case of Zoho's scopes. */
export const isSame = (one: AnswerValue, other: AnswerValue, isZoho: boolean): boolean =>
	typeof one === 'object' && typeof other === 'object'
		? scopesWithout(one, other, isZoho).length === 0 && scopesWithout(other, one, isZoho).length === 0
		: one === other;

/** What says nothing about the client of any other server. */
const ofZoho: ReadonlySet<AnswerKey> = new Set<AnswerKey>([
	'dataCenter',
	'sameCredentials',
	'enabledDataCenters',
]);

/** Answers of the connection itself; all others belong to the service. */
const ofConnection: ReadonlySet<AnswerKey> = new Set<AnswerKey>(['connectionName', 'linkName', 'keptIn']);

/** "+ ZohoBooks.bills.READ - ZohoCRM.org.READ". */
const deltaOf = (before: readonly string[], after: readonly string[], isZoho: boolean): string =>
	[
		...scopesWithout(after, before, isZoho).map(scope => `+ ${scope}`),
		...scopesWithout(before, after, isZoho).map(scope => `- ${scope}`),
	].join(' ');

/** Whether the service was or becomes Zoho's: then Zoho's rules decide what is the same. */
const concernsZoho = (saved: Answers, answers: Answers, {context}: WizardState): boolean =>
	isZohos(context.dataCenters, saved) || isZohos(context.dataCenters, answers);

const changeOf = (field: Field, saved: Answers, answers: Answers, state: WizardState): readonly Change[] => {
	const {key, label, consequence, display} = field;
	const isZoho = concernsZoho(saved, answers, state);
	if (isSame(saved[key], answers[key], isZoho) || (!isZoho && ofZoho.has(key))) return [];
	const before = display(saved[key], saved, state.context);
	const change = {key, label, before, after: display(answers[key], answers, state.context), consequence};
	return [key === 'scopes' ? {...change, delta: deltaOf(saved.scopes, answers.scopes, isZoho)} : change];
};

/**
 * Whether Zoho can widen the grant in use: it works, it is Zoho's, and scopes are added and nothing else that needs a consent is
 * changed. A reconnect is there to get a new grant.
 */
const canWiden = (state: WizardState, target: Target, changes: readonly Change[], removed: number): boolean =>
	state.notWidened === undefined &&
	flowOf(state) === 'browser' &&
	target.asks === 'everything' &&
	target.connection.refusal === null &&
	findDataCenter(state.context.dataCenters, target.connection.dataCenter ?? undefined) !== undefined &&
	removed === 0 &&
	changes.some(({key}) => key === 'scopes') &&
	changes.every(({key, consequence}) => consequence === 'nothing' || key === 'scopes');

const widened = (change: Change): Change =>
	change.consequence === 'new-consent' ? {...change, consequence: 'wider-consent'} : change;

/** Compares what is answered with what is saved, field by field: what an edit changes, and what that costs as a whole. */
export const differenceOf = (state: WizardState, target: Target) => {
	const {saved} = target;
	const answers = answersOf(state);
	const isZoho = concernsZoho(saved, answers, state);
	const removedScopes = scopesWithout(saved.scopes, answers.scopes, isZoho);
	const found = fields.flatMap(field => changeOf(field, saved, answers, state));
	const changes = canWiden(state, target, found, removedScopes.length) ? found.map(widened) : found;
	const worst = Math.max(0, ...changes.map(({consequence}) => costs.indexOf(consequence)));
	return {
		changes,
		consequence: costs[worst] ?? 'new-grant',
		addedScopes: scopesWithout(answers.scopes, saved.scopes, isZoho),
		removedScopes,
		/** Whether the service changes, and with it every connection that uses it. */
		touchesService: changes.some(({key}) => !ofConnection.has(key)),
	};
};

/** What another version of the same connection has otherwise, in words. */
export const changesBetween = (before: Answers, after: Answers, state: WizardState): readonly string[] =>
	fields
		.flatMap(field => changeOf(field, before, after, state))
		.map(({label, delta, before: was, after: now}) => `${label}: ${delta ?? `${was} → ${now}`}`);

/** What a change costs, in a person's words. */
export const consequenceTexts: Readonly<Record<Consequence, string>> = {
	nothing: 'costs nothing',
	'wider-consent': 'needs a wider consent',
	'new-consent': 'needs a new consent',
	'new-grant': 'needs a new grant',
};

/** The same in full, for where there is a row for it. */
export const priceTexts: Readonly<Record<Consequence, string>> = {
	...consequenceTexts,
	'wider-consent': 'needs a wider consent · the same grant, no new one',
	'new-grant': 'needs a new grant; the old one is revoked when the new one works',
};
