import type {ScopeCatalogue} from './catalogue.js';

/** The worst that a scope allows. */
export type Privilege = 'read' | 'write' | 'delete';

const byOperation: Readonly<Record<string, Privilege>> = {
	read: 'read',
	delete: 'delete',
	// CRM's documentation calls WRITE an alias for CREATE, UPDATE and DELETE.
	write: 'delete',
	all: 'delete',
};

const parts = (scope: string): readonly string[] => scope.toLowerCase().split('.');

/** What a scope allows by its last part; one that names no operation counts as writing, those of OpenID as reading. */
export const privilegeOf = (scope: string): Privilege => {
	const [first = '', ...rest] = parts(scope);
	if (rest.length === 0) return ['openid', 'email', 'profile', 'phone'].includes(first) ? 'read' : 'write';
	return byOperation[rest.at(-1) ?? ''] ?? 'write';
};

/** How many of the scopes allow writing, and how many of these deleting too. */
export const countPrivileges = (
	scopes: readonly string[],
): {readonly write: number; readonly delete: number} => {
	const privileges = scopes.map(privilegeOf);
	return {
		write: privileges.filter(privilege => privilege !== 'read').length,
		delete: privileges.filter(privilege => privilege === 'delete').length,
	};
};

/** `ZohoBooks.fullaccess.all`: everything of a product. */
export const isFullAccess = (scope: string): boolean => {
	const [, group, operation] = parts(scope);
	return group === 'fullaccess' && operation === 'all';
};

/** The scope that only reads what an ALL allows, where the catalogue has it. */
export const narrowerScope = (catalogue: ScopeCatalogue, scope: string): string | undefined => {
	const all = parts(scope);
	if (all.at(-1) !== 'all') return undefined;
	const wanted = [...all.slice(0, -1), 'read'].join('.');
	return catalogue.scopes.find(row => row.scope.toLowerCase() === wanted)?.scope;
};
