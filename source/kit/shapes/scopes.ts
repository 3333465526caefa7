import * as z from 'zod/mini';
import {flag, listOf, nullOr, said, scopeRow, text, textOrNull, texts} from './parts.js';
import type {Shape} from './shape.js';

const row = {
	scope: 'ZohoBooks.contacts.READ',
	service: 'books',
	group: 'contacts',
	operation: 'READ',
	description: 'read contacts',
	confidence: 'official',
};

const found: Shape = {
	when: 'scopes WORDS, scopes --all',
	schema: z.strictObject({
		scopes: listOf('the best match first', scopeRow),
		ignored: texts('words that nothing matches; found without them'),
		meant: listOf('misspelt words', {typed: text('a misspelt word'), meant: text('what it was taken for')}),
		tasks: listOf('tasks that the words name', {
			id: text('of the task'),
			label: text('what it does'),
			reason: text('why these scopes'),
			scopes: texts('what it needs'),
		}),
	}),
	example: {scopes: [row], ignored: [], meant: [{typed: 'contcts', meant: 'contacts'}], tasks: []},
};

const explanation: Shape = {
	when: 'scopes --explain SCOPE',
	schema: z.strictObject({
		scopes: listOf('the one scope, or none', scopeRow),
		explanation: nullOr('null where the catalogue does not have it', {
			...scopeRow,
			serviceName: text('name of the product'),
			confidenceWords: text('how sure its name is, in words'),
			source: text('where it was seen'),
			docs: textOrNull("Zoho's page about the product's scopes"),
			allows: z.enum(['read', 'write', 'delete']).check(said('the most that it allows')),
			narrower: textOrNull('the scope that only reads what this one allows as well'),
			includes: texts('scopes that it covers'),
			includedIn: texts('scopes that cover it'),
			probe: nullOr("the product's harmless call", {
				method: z.literal('GET').check(said('always')),
				path: text('of the call'),
				scope: text('what the call needs'),
				isAllowed: flag('whether this scope is enough'),
			}),
			notes: texts('what to know before asking for it'),
		}),
		nearest: z.optional(textOrNull('a scope that may have been meant; only without an explanation')),
		followsFrom: z.optional(textOrNull('a known scope that makes it likely; only without an explanation')),
	}),
	example: {
		scopes: [],
		explanation: null,
		nearest: 'ZohoBooks.settings.READ',
		followsFrom: null,
	},
};

const forCall: Shape = {
	when: 'scopes --for CALL',
	schema: z.strictObject({
		call: z.strictObject({
			method: text('of the call'),
			path: text('of the call'),
			host: textOrNull('where one was given'),
		}),
		operations: listOf('operations that the call may be', {
			service: text('id of the product'),
			method: text('of the operation'),
			path: text('of the operation, with its variables'),
			title: text('what it does'),
			confidence: text('how sure its scopes are'),
			isBeginning: flag('whether only the beginning of the path matches'),
			alternatives: z
				.array(z.array(z.string()))
				.check(said('any one list is enough, all scopes in it together; the narrowest first')),
		}),
	}),
	example: {
		call: {method: 'GET', path: '/books/v3/contacts', host: null},
		operations: [
			{
				service: 'books',
				method: 'GET',
				path: '/books/v3/contacts',
				title: 'List contacts',
				confidence: 'documented by Zoho',
				isBeginning: false,
				alternatives: [['ZohoBooks.contacts.READ']],
			},
		],
	},
};

export const scopes: readonly Shape[] = [found, explanation, forCall];
