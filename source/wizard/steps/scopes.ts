import {leftOutText, readScopeList} from '../../zoho/scopes/reading.js';
import {isScopeToken, parseOtherScopes, uniqueScopes} from '../../zoho/scopes/scope.js';
import {isZohos} from '../../zoho/service-urls.js';
import {counted} from '../../zoho/text.js';
import {choiceField, listField, type StepDefinition} from '../field.js';
import {isAdopting} from '../flows/adopting.js';

const scopes = listField({
	key: 'scopes',
	label: 'Scope',
	kind: 'scopes',
	help: {
		why: 'The permissions requested. Ask only for what you need; one misspelt scope fails the whole consent.',
		where: 'Choose what the connection may do: a task, a product, or search.',
		example: 'ZohoBooks.contacts.READ, ZohoInventory.contacts.READ',
	},
	helpElsewhere: {
		why: 'The permissions requested. Ask for what you need only.',
		where: 'Type or paste them as that server documents them, separated by spaces.',
		example: 'openid email offline_access',
	},
	flag: '--scope a,b',
	consequence: 'new-consent',
	initial: () => [],
	normalise: (list, answers, {dataCenters}) =>
		isZohos(dataCenters, answers)
			? readScopeList(list).scopes
			: uniqueScopes(list.flatMap(parseOtherScopes), false),
	check: (list, answers, {dataCenters}) => {
		if (list.length === 0) return 'Choose at least one scope.';
		const illegal = isZohos(dataCenters, answers) ? undefined : list.find(scope => !isScopeToken(scope));
		return illegal && `A scope has no quotes, backslashes or non-ASCII: ${illegal}`;
	},
	warn: (list, answers, {dataCenters}) => {
		if (!isZohos(dataCenters, answers)) return undefined;
		return leftOutText(readScopeList(list)) || undefined;
	},
	display: list => (list.length < 3 ? list.join(', ') : `${list.length}: ${list.slice(0, 2).join(', ')} …`),
});

const scopeDelimiter = choiceField({
	key: 'scopeDelimiter',
	label: 'Scope Delimiter',
	help: {
		why: 'It stands between scopes in the authorize URL. Zoho documents the comma.',
		where: 'Select Comma as the scope delimiter.',
		spoken: '',
	},
	helpElsewhere: {why: 'It stands between scopes in the authorize URL. The standard says a space.'},
	flag: '--scope-delimiter comma|space|plus',
	inOneRow: true,
	// The grant does not know how its scopes were written; only the next consent does.
	consequence: 'nothing',
	// RFC 6749 section 3.3; Zoho alone documents the comma.
	initial: (answers, {dataCenters}) => (isZohos(dataCenters, answers) ? 'comma' : 'space'),
	options: () => [
		{value: 'comma', label: 'Comma'},
		{value: 'space', label: 'Space'},
		{value: 'plus', label: 'Plus'},
	],
});

export const scopesStep: StepDefinition = {
	id: 'scopes',
	rail: 'Scopes',
	title: 'Scope',
	items: [scopes, scopeDelimiter],
	isNeeded: (answers, context) =>
		answers.service === '' && (!isAdopting(answers, context) || answers.scopes.length > 0),
	summary: ({scopes: list}) =>
		`${counted(list.length, 'scope')}: ${list.slice(0, 2).join(', ')}${list.length > 2 ? ' …' : ''}`,
};
