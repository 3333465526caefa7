import type {AnswerKey, StepId} from '../answers.js';
import {always, type Field, type Item, type StepDefinition} from '../field.js';
import {client} from './client.js';
import {connection} from './connection.js';
import {pickService} from './pick-service.js';
import {scopesStep} from './scopes.js';
import {service} from './service.js';

/** A step that asks nothing. */
const unasked = (id: StepId, name: string): StepDefinition => ({
	id,
	rail: name,
	title: name,
	items: [],
	isNeeded: always,
	summary: () => '',
});

export const steps: readonly StepDefinition[] = [
	pickService,
	client,
	service,
	scopesStep,
	connection,
	unasked('connect', 'Connect'),
	unasked('ready', 'Ready'),
];

export const isField = (item: Item): item is Field => item.kind !== 'note';

/** All fields in the order in which they are asked. */
export const fields: readonly Field[] = steps.flatMap(step => step.items.filter(isField));

const byId = new Map(steps.map(step => [step.id, step]));
const stepByField = new Map(steps.flatMap(step => step.items.map(item => [item.key, step] as const)));
const byKey = new Map(fields.map(field => [field.key, field]));

/** Looks up what is known to exist; a miss is a bug of ours. */
const known = <T>(value: T | undefined, name: string): T => {
	if (value === undefined) throw new Error(`No such part of the wizard: ${name}`);
	return value;
};

export const stepOf = (id: StepId): StepDefinition => known(byId.get(id), id);
export const fieldOf = (key: AnswerKey): Field => known(byKey.get(key), key);
export const stepOfItem = (key: Item['key']): StepDefinition => known(stepByField.get(key), key);
