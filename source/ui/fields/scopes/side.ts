import type {ScopeCatalogue} from '../../../zoho/scopes/catalogue.js';
import {findScope} from '../../../zoho/scopes/check.js';
import {type Line, line, span} from '../../lines/line.js';
import type {ViewInput} from '../view.js';
import {chosenOf, counterOf} from './reading.js';

/** What is chosen by product, and in it by group: "contacts   READ  CREATE". */
const byProduct = (chosen: readonly string[], catalogue: ScopeCatalogue) => {
	const rows = chosen.map(scope => {
		const row = findScope(catalogue, scope);
		const parts = scope.split('.');
		const service = catalogue.services.find(({id}) => id === row?.serviceId);
		return {
			product: service?.name ?? row?.service ?? parts[0] ?? scope,
			group: row?.group || parts.slice(1, -1).join('.') || scope,
			operation: (row?.operation || parts.at(-1) || '').toUpperCase(),
		};
	});
	return [...Map.groupBy(rows, ({product}) => product)].map(
		([product, own]) => [product, Map.groupBy(own, ({group}) => group)] as const,
	);
};

/** What the chosen scopes of some operations are about, or nothing. */
const about = (chosen: readonly string[], operations: readonly string[]): string => {
	const groups = chosen.flatMap(scope => {
		const parts = scope.split('.');
		const operation = parts.at(-1)?.toUpperCase() ?? '';
		return operations.includes(operation) ? [parts.slice(1, -1).at(-1) ?? scope] : [];
	});
	const unique = [...new Set(groups)];
	if (unique.length === 0) return 'nothing';
	return unique.length > 3
		? `${unique.slice(0, 3).join(', ')} and ${unique.length - 3} more`
		: unique.join(', ');
};

const everything = ['ALL', 'WRITE'] as const;

/** What is asked for, beside the search: it never leaves a wide screen. */
export const chosenPanel = (input: ViewInput): readonly Line[] => {
	const {catalogue} = input;
	const chosen = chosenOf(input);
	const [count] = counterOf(input);
	const head = line(span('Chosen', 'title'), span(`  ${count?.text ?? ''}`));
	if (!catalogue || chosen.length === 0) return [head];
	const groups = byProduct(chosen, catalogue).flatMap(([product, rows]) => [
		line(span(product, 'title')),
		...[...rows].map(([group, same]) =>
			line(span(`  ${group.padEnd(12)} `), span(same.map(({operation}) => operation).join('  '), 'plain')),
		),
	]);
	const facts = [
		['Reads', ['READ', ...everything.slice(0, 1)]],
		['Creates', ['CREATE', ...everything]],
		['Changes', ['UPDATE', ...everything]],
		['Deletes', ['DELETE', ...everything]],
	] as const;
	return [
		head,
		line(''),
		...groups,
		line(''),
		...facts.map(([label, operations]) =>
			line(span(`${label.padEnd(8)} `, 'muted'), span(about(chosen, operations))),
		),
	];
};
