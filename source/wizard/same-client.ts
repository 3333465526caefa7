import type {Service} from '../connection/service.js';
import {isZohos} from '../zoho/service-urls.js';
import type {AnswerKey, Answers} from './answers.js';
import {isSame} from './edit/difference.js';
import {serviceAnswers} from './edit/target.js';
import type {WizardContext} from './field.js';
import {answerKeys, resolveAnswers} from './state.js';
import {fieldOf} from './steps/index.js';

/** A saved service of the Client ID that was given, and the labels of what was given otherwise than it is saved. */
export type SameClient = {readonly service: Service; readonly differing: readonly string[]};

/** What belongs to the connection alone, or names the service. */
const ofNoService: ReadonlySet<AnswerKey> = new Set<AnswerKey>([
	'connectionName',
	'linkName',
	'keptIn',
	'service',
	'clientId',
]);

/** The labels of what was given otherwise than a service has it. @param savedSecret undefined: its secret is not compared */
export const differingFrom = (
	service: Service,
	savedSecret: string | undefined,
	given: Partial<Answers>,
	context: WizardContext,
): readonly string[] => {
	const answers = resolveAnswers(given, context);
	const saved = {...serviceAnswers(service), connectionName: '', linkName: '', keptIn: ''};
	const isZoho = isZohos(context.dataCenters, service);
	return answerKeys.flatMap(key => {
		if (given[key] === undefined || (ofNoService.has(key) && key !== 'clientId')) return [];
		const before = key === 'clientSecret' ? (savedSecret ?? '') : saved[key];
		return isSame(before, answers[key], isZoho) ? [] : [fieldOf(key).label];
	});
};

/**
 * The saved service of the client that answers are about: the one that they agree with, else the one that they differ least
 * from. Undefined where no service has that Client ID, or a service was named.
 *
 * @param secretOf the client secret of a service; undefined where it cannot be opened
 */
export const serviceOfClient = (
	given: Partial<Answers>,
	context: WizardContext,
	secretOf: (service: Service) => string | undefined,
): SameClient | undefined => {
	if (given.service !== undefined || given.clientId === undefined) return undefined;
	const {clientId, clientType, grantType} = resolveAnswers(given, context);
	// They decide the way to the grant, also where they were left out; a code is of one type of client alone.
	const asked = {...given, grantType, ...(context.brought?.code === undefined ? {} : {clientType})};
	return context.services
		.filter(service => service.clientId === clientId)
		.map(service => ({service, differing: differingFrom(service, secretOf(service), asked, context)}))
		.toSorted((one, other) => one.differing.length - other.differing.length)[0];
};
