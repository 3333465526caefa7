import * as z from 'zod/mini';
import {flag, listOf, nullOr, oneOf, said, scopeRow, text, textOrNull, texts} from './parts.js';
import type {Shape} from './shape.js';

const found: Shape = {
	when: 'scopes WORDS, scopes --all',
	schema: z.strictObject({
		scopes: listOf('the best match first', scopeRow),
		ignored: texts('words that nothing matches; found without them'),
		meant: listOf('misspelt words', {
			typed: text('a misspelt word', 'contcts'),
			meant: text('what it was taken for', 'contacts'),
		}),
		tasks: listOf(
			'tasks that the words name',
			{
				id: text('of the task'),
				label: text('what it does'),
				reason: text('why these scopes'),
				scopes: texts('what it needs'),
			},
			[],
		),
	}),
};

const explanation: Shape = {
	when: 'scopes --explain SCOPE',
	schema: z.strictObject({
		scopes: listOf('the one scope, or none', scopeRow, []),
		explanation: nullOr('null where the catalogue does not have it', {
			...scopeRow,
			serviceName: text('name of the product'),
			confidenceWords: text('how sure its name is, in words'),
			source: text('where it was seen'),
			docs: textOrNull("Zoho's page about the product's scopes"),
			allows: oneOf('the most that it allows', ['read', 'write', 'delete']),
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
		nearest: z.optional(
			textOrNull('a scope that may have been meant; only without an explanation', 'ZohoBooks.settings.READ'),
		),
		followsFrom: z.optional(textOrNull('a known scope that makes it likely; only without an explanation')),
	}),
};

const forCall: Shape = {
	when: 'scopes --for CALL',
	schema: z.strictObject({
		call: z.strictObject({
			method: text('of the call', 'GET'),
			path: text('of the call', '/books/v3/contacts'),
			host: textOrNull('where one was given'),
		}),
		operations: listOf('operations that the call may be', {
			service: text('id of the product', 'books'),
			method: text('of the operation', 'GET'),
			path: text('of the operation, with its variables', '/books/v3/contacts'),
			title: text('what it does', 'List contacts'),
			confidence: text('how sure its scopes are', 'documented by Zoho'),
			isBeginning: flag('whether only the beginning of the path matches', false),
			alternatives: z
				.array(z.array(z.string()))
				.check(
					said('any one list is enough, all scopes in it together; the narrowest first', [
						['ZohoBooks.contacts.READ'],
					]),
				),
		}),
	}),
};

export const scopes: readonly Shape[] = [found, explanation, forCall];
