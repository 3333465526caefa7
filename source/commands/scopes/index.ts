import {flagOption, type Invocation, listOption, textOption} from '../../kit/invocation.js';
import {scopeJson} from '../../kit/output/json-views.js';
import {printData, printJson, say} from '../../kit/output/print.js';
import {table} from '../../kit/output/table.js';
import type {ExitCode} from '../../zoho/refusal.js';
import {loadScopeCatalogue, type ScopeCatalogue} from '../../zoho/scopes/catalogue.js';
import {nearestTo} from '../../zoho/scopes/check.js';
import {findScopeService} from '../../zoho/scopes/nearest.js';
import {remarkOn} from '../../zoho/scopes/remark.js';
import {type FoundScopes, findScopes} from '../../zoho/scopes/search.js';
import {followsFrom} from '../../zoho/scopes/structure.js';
import {explanationLines, explanationOf} from './explanation.js';

const questionOf = (invocation: Invocation) => ({
	words: invocation.positionals,
	services: listOption(invocation, 'service'),
	operations: listOption(invocation, 'operation').flatMap(text => text.split(',')),
	includeThirdParty: flagOption(invocation, 'all'),
});

type Question = ReturnType<typeof questionOf>;

const isOpen = ({words, services, operations}: Question): boolean =>
	words.length + services.length + operations.length === 0;

const find = (catalogue: ScopeCatalogue, question: Question): FoundScopes => {
	const ids = question.services.map(name => findScopeService(catalogue, name)?.id);
	const operations = question.operations.map(text => text.trim().toUpperCase());
	return findScopes(catalogue, question.words, {
		includeThirdParty: question.includeThirdParty,
		accepts: ({serviceId, operation}) =>
			(ids.length === 0 || ids.includes(serviceId)) &&
			(operations.length === 0 || operations.includes(operation)),
	});
};

/** Why nothing was found, and what would find something. */
const hintOf = (catalogue: ScopeCatalogue, question: Question): string => {
	const unknown = question.services.find(name => !findScopeService(catalogue, name));
	if (unknown !== undefined) return `No product is called "${unknown}". "zconn scopes" lists them.`;
	const operations = new Set(catalogue.scopes.map(({operation}) => operation));
	const odd = question.operations.find(text => !operations.has(text.trim().toUpperCase()));
	if (odd !== undefined)
		return `No scope has the operation "${odd}". There are ${[...operations].toSorted().join(', ')}.`;
	const nearest = question.words
		.filter(word => word.includes('.'))
		.map(word => nearestTo(catalogue, word))
		.find(scope => scope !== undefined);
	if (nearest !== undefined) return `No such scope. The nearest is ${nearest}.`;
	if (
		!question.includeThirdParty &&
		find(catalogue, {...question, includeThirdParty: true}).rows.length > 0
	) {
		return 'Nothing that Zoho or a working client names. --all also shows what only third parties name.';
	}
	return 'No scope matches. Try fewer words or parts of words; "zconn scopes" lists the products.';
};

const printServices = (invocation: Invocation, catalogue: ScopeCatalogue): void => {
	const scopes = Map.groupBy(catalogue.scopes, ({serviceId}) => serviceId);
	const rows = catalogue.services.map(({id, name, prefix}) => [
		id,
		name,
		prefix,
		String(scopes.get(id)?.length ?? 0),
	]);
	printData(invocation.streams, table([['PRODUCT', 'NAME', 'PREFIX', 'SCOPES'], ...rows]));
	say(invocation.streams, 'Say what you look for: zconn scopes books contacts read');
};

const explain = (invocation: Invocation, catalogue: ScopeCatalogue, wanted: string): void => {
	const name = wanted.trim().toLowerCase();
	const row = catalogue.scopes.find(({scope}) => scope.toLowerCase() === name);
	const explanation = row ? explanationOf(catalogue, row) : undefined;
	const known = row ? undefined : followsFrom(catalogue, wanted);
	const nearest = row || known ? undefined : nearestTo(catalogue, wanted);
	if (flagOption(invocation, 'json')) {
		const found = explanation
			? {explanation}
			: {explanation: null, nearest: nearest ?? null, followsFrom: known ?? null};
		printJson(invocation.streams, {scopes: row ? [scopeJson(row)] : [], ...found});
	} else if (explanation) {
		printData(invocation.streams, explanationLines(explanation).join('\n'));
	}
	if (row) {
		if (row.scope !== wanted.trim()) say(invocation.streams, `Zoho writes it ${row.scope}.`);
		return;
	}
	if (known !== undefined) {
		say(
			invocation.streams,
			`The catalogue of ${catalogue.retrieved} does not have it, but ${known}, so it most likely exists: "zconn scopes --explain ${known}".`,
		);
		return;
	}
	const tail = nearest ? ` The nearest is ${nearest}.` : ' "zconn scopes WORDS" searches.';
	say(
		invocation.streams,
		`The catalogue of ${catalogue.retrieved} does not have it; it may still exist.${tail}`,
	);
};

const printFound = (invocation: Invocation, found: FoundScopes, isJson: boolean): void => {
	const {rows, ignored, meant, tasks} = found;
	if (isJson) {
		printJson(invocation.streams, {scopes: rows.map(scopeJson), ignored, meant, tasks});
		return;
	}
	if (rows.length > 0) {
		const lines = rows.map(({scope, confidence, description}) => [scope, confidence, description]);
		printData(invocation.streams, table([['SCOPE', 'CONFIDENCE', 'DESCRIPTION'], ...lines]));
		const remark = remarkOn(found);
		if (remark !== undefined) say(invocation.streams, `Found ${remark}.`);
	}
	for (const {label, scopes} of tasks) say(invocation.streams, `Task "${label}": ${scopes.join(', ')}`);
};

/** Searches the catalogue. Nothing found is no failure: an empty result, and a hint on stderr. */
export const run = async (invocation: Invocation): Promise<ExitCode> => {
	const catalogue = await loadScopeCatalogue();
	const wanted = textOption(invocation, 'explain');
	if (wanted !== undefined) {
		explain(invocation, catalogue, wanted);
		return 0;
	}
	const isJson = flagOption(invocation, 'json');
	const call = textOption(invocation, 'for');
	// The calls are large: only who asks for one loads them.
	if (call !== undefined) return (await import('./for-call.js')).runForCall(invocation, call, isJson);
	const question = questionOf(invocation);
	if (isOpen(question) && !question.includeThirdParty && !isJson) {
		printServices(invocation, catalogue);
		return 0;
	}
	const found = find(catalogue, question);
	printFound(invocation, found, isJson);
	if (found.rows.length === 0) say(invocation.streams, hintOf(catalogue, question));
	return 0;
};
