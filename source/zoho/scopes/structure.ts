import {editDistance} from '../edit-distance.js';
import type {CatalogueScope, ScopeCatalogue} from './catalogue.js';
import {findScopeService} from './nearest.js';

type Parts = {readonly group: string; readonly operation: string};

const partsOf = (scope: string): Parts => {
	const parts = scope.trim().split('.');
	return {
		group: parts.slice(1, -1).join('.').toLowerCase(),
		operation: (parts.at(-1) ?? '').toUpperCase(),
	};
};

/** The scopes of the product whose name or prefix a scope begins with, in the order of the catalogue. */
const ofProduct = (catalogue: ScopeCatalogue, scope: string): readonly CatalogueScope[] => {
	const service = findScopeService(catalogue, scope.split('.', 1)[0] ?? '');
	return service ? catalogue.scopes.filter(({serviceId}) => serviceId === service.id) : [];
};

const single = new Set(['READ', 'CREATE', 'UPDATE', 'DELETE']);

/**
 * The known scope from which it follows that an unknown one most likely exists: ALL of the same group. Only for the four
 * operations that ALL stands for (`ZohoProjects.tasks.WRITE` follows from nothing).
 */
export const followsFrom = (catalogue: ScopeCatalogue, scope: string): string | undefined => {
	const {group, operation} = partsOf(scope);
	if (!single.has(operation) || group === '') return undefined;
	const prefix = `${scope.split('.', 1)[0]}.`.toLowerCase();
	return ofProduct(catalogue, scope).find(
		row =>
			row.scope.toLowerCase().startsWith(prefix) &&
			row.group.toLowerCase() === group &&
			row.operation === 'ALL' &&
			row.confidence !== 'third-party',
	)?.scope;
};

/** What may be meant by an operation that a group does not have, the likeliest first. */
const insteadOf: Readonly<Record<string, readonly string[]>> = {
	WRITE: ['UPDATE', 'CREATE', 'ALL'],
	EDIT: ['UPDATE', 'ALL'],
	ADD: ['CREATE', 'ALL'],
	POST: ['CREATE', 'ALL'],
	GET: ['READ', 'ALL'],
	VIEW: ['READ', 'ALL'],
	LIST: ['READ', 'ALL'],
};

/** As near as names of groups are when one is meant for the other: a slip, or a part of it (`lead` for `modules.leads`). */
const groupDistance = (asked: string, group: string): number | undefined => {
	const distance = editDistance(asked, group, 2);
	if (distance <= 2) return distance;
	// CRM and its sisters keep records in `modules`.
	if (group === `modules.${asked}`) return 3;
	return asked.length >= 4 && group.includes(asked) ? 4 : undefined;
};

/**
 * The nearest scope by structure: the only one of a product that has no other, or one of the same or a near group of the
 * product with the operation that was asked for or that is called otherwise there.
 */
export const nearestByStructure = (catalogue: ScopeCatalogue, scope: string): string | undefined => {
	const rows = ofProduct(catalogue, scope);
	const [only, ...others] = rows;
	if (only && others.length === 0) return only.scope;
	const {group, operation} = partsOf(scope);
	const wanted = [operation, ...(insteadOf[operation] ?? ['READ', 'ALL'])];
	const near = rows
		.flatMap(row => {
			const distance = group === '' ? undefined : groupDistance(group, row.group.toLowerCase());
			const rank = wanted.indexOf(row.operation);
			return distance === undefined || rank < 0 ? [] : [{row, distance, rank}];
		})
		.toSorted(
			(one, other) =>
				one.distance - other.distance ||
				one.rank - other.rank ||
				one.row.group.length - other.row.group.length,
		);
	return near[0]?.row.scope;
};
