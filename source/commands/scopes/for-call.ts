import type {Invocation} from '../../kit/invocation.js';
import {printData, printJson, printRefusal, say} from '../../kit/output/print.js';
import {table} from '../../kit/output/table.js';
import {callsMeant} from '../../zoho/operations/calls-meant.js';
import type {FoundOperation} from '../../zoho/operations/find.js';
import {confidenceWords} from '../../zoho/operations/table.js';
import {findProduct} from '../../zoho/products/table.js';
import {type ExitCode, wrongUse} from '../../zoho/refusal.js';

const notUnderstood = wrongUse(
	'The call is not understood.',
	'It is a method and a path, an address, or a line for curl.',
	"For example: zconn scopes --for 'POST /books/v3/invoices'",
);

const nameOf = (service: string): string => findProduct(service)?.name ?? service;

const rowsOf = (operation: FoundOperation): readonly (readonly string[])[] =>
	operation.scopes.map((together, index) => [
		together.join(' and '),
		index === 0 ? nameOf(operation.service) : '',
		index === 0 ? confidenceWords[operation.confidence] : 'or instead',
		index === 0 ? `${operation.method} ${operation.path}${operation.isBeginning ? '/…' : ''}` : '',
	]);

const json = ({service, method, path, title, confidence, scopes, isBeginning}: FoundOperation) => ({
	service,
	method,
	path,
	title,
	confidence: confidenceWords[confidence],
	isBeginning,
	alternatives: scopes,
});

/** `zconn scopes --for CALL`: which scopes a call needs, the narrowest first. Nothing known is no failure. */
export const runForCall = (invocation: Invocation, text: string, isJson: boolean): ExitCode => {
	const meant = callsMeant(text);
	if (!meant) return printRefusal(invocation, notUnderstood);
	const {call, operations} = meant;
	if (isJson) {
		printJson(invocation.streams, {
			call: {method: call.method, path: call.path, host: call.host ?? null},
			operations: operations.map(json),
		});
	} else if (operations.length > 0) {
		const rows = operations.flatMap(rowsOf);
		printData(invocation.streams, table([['SCOPE', 'PRODUCT', 'CONFIDENCE', 'CALL'], ...rows]));
	}
	if (operations.length === 0) {
		say(
			invocation.streams,
			`Which scope ${call.method} ${call.path} needs is not known here. "zconn scopes WORDS" searches all scopes.`,
		);
	} else if (operations.length > 1) {
		say(invocation.streams, 'Several products have such a path; a full URL shows which one is meant.');
	}
	return 0;
};
