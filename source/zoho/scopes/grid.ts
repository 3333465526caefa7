import {oncePer, oncePerText} from '../once-per.js';
import type {CatalogueScope, CatalogueService, ScopeCatalogue} from './catalogue.js';
import {isFullAccess} from './privilege.js';

const usualColumns = ['READ', 'CREATE', 'UPDATE', 'DELETE', 'ALL'] as const;

/** Scopes of one group; several where two scopes of it have the same operation (OpenID's `email` and `phone`). */
const linesOf = (rows: readonly CatalogueScope[]): readonly (readonly CatalogueScope[])[] => {
	const operations = rows.map(({operation}) => operation);
	return new Set(operations).size === operations.length ? [rows] : rows.map(row => [row]);
};

const lastness = (rows: readonly CatalogueScope[]): number =>
	rows.some(({scope}) => isFullAccess(scope)) ? 1 : 0;

const gridRow = (rows: readonly CatalogueScope[], isAlone: boolean, columns: readonly string[]) => {
	const label = isAlone ? (rows[0]?.group ?? '') : (rows[0]?.scope ?? '');
	return {
		label,
		/** What a filter looks at, in lower case. */
		text: [label, ...rows.map(({scope, description}) => `${scope} ${description}`)].join(' ').toLowerCase(),
		cells: columns.map(column => rows.find(({operation}) => operation === column)),
	};
};

/** One group of a product: a scope in each column that has one. */
export type GridRow = Readonly<ReturnType<typeof gridRow>>;

const build = (service: CatalogueService, scopes: readonly CatalogueScope[]) => {
	const extras = [...new Set(scopes.map(({operation}) => operation))].filter(
		operation => !usualColumns.some(column => column === operation),
	);
	/** READ, CREATE, UPDATE, DELETE and ALL, then those that only some products have. */
	const columns = [...usualColumns, ...extras];
	// `modules.leads` and `modules.Leads` are one group; Zoho's pages print both.
	const groups = Map.groupBy(scopes, ({group}) => group.toLowerCase());
	// Full access comes last, so that no one marks it by being quick.
	const ordered = [...groups.values()].toSorted((one, other) => lastness(one) - lastness(other));
	const rows = ordered.flatMap(group => {
		const lines = linesOf(group);
		return lines.map(line => gridRow(line, lines.length === 1, columns));
	});
	return {service, columns, rows};
};

/** A product's scopes as groups × operations. */
export type ScopeGrid = Readonly<ReturnType<typeof build>>;

const gridsOf = oncePer(({services, scopes}: ScopeCatalogue) => {
	const gridOf = (includesThirdParty: boolean) =>
		oncePerText(serviceId => {
			const service = services.find(({id}) => id === serviceId);
			const isShown = (row: CatalogueScope): boolean =>
				row.serviceId === serviceId && (includesThirdParty || row.confidence !== 'third-party');
			return service && build(service, scopes.filter(isShown));
		});
	return {all: gridOf(true), sure: gridOf(false)};
});

/** The grid of a product, made once. Undefined for a product that the catalogue does not have. */
export const scopeGrid = (
	catalogue: ScopeCatalogue,
	serviceId: string,
	includesThirdParty: boolean,
): ScopeGrid | undefined => gridsOf(catalogue)[includesThirdParty ? 'all' : 'sure'](serviceId);
