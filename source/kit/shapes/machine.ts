import * as z from 'zod/mini';
import {count, flag, linkName, listOf, oneOf, text, textOrNull, texts} from './parts.js';
import type {Shape} from './shape.js';

const steps = (words: string) =>
	listOf(
		words,
		{
			linkName,
			name: text('as it was named'),
			kind: oneOf('what the import does to it', ['new', 'same', 'overwrites']),
			changes: listOf('of an overwritten one', {
				key: text('what changes'),
				before: text('here'),
				after: text('brought'),
			}),
			alsoFor: texts('of an overwritten service: names of the other connections that use it'),
		},
		[],
	);

export const imported: Shape = {
	schema: z.strictObject({
		import: z.strictObject({
			isWritten: flag('false with --dry-run, and when there was nothing to do', true),
			services: steps('with secrets'),
			connections: steps('with secrets'),
			drafts: texts('link names of what came without secrets, and waits for them as drafts', [
				'bennett_books',
			]),
		}),
	}),
};

export const secrets: Shape = {
	schema: z.strictObject({
		secrets: z.strictObject({
			kept: oneOf('how secrets are stored', ['plain', 'keychain', 'key', 'passphrase'], 'keychain'),
			count: count('how many there are', 7),
			path: text('the file', '/home/noah/.config/zoho-connections/connections.json'),
			before: z.optional(text('how they were stored; only after a change')),
			isWritten: z.optional(flag('whether anything changed; only after a change')),
		}),
	}),
};

export const doctor: Shape = {
	schema: z.strictObject({
		exitCode: count('the worst of all', 0),
		findings: listOf('in the order of the report', {
			check: text('a name that does not change', 'clock'),
			state: oneOf('all is well, worth knowing, or wrong', ['fine', 'note', 'wrong']),
			what: text('what was found', 'The clock agrees with Zoho.'),
			fix: textOrNull('the command or step that fixes it'),
			exitCode: count('0 unless it is wrong', 0),
		}),
	}),
};
