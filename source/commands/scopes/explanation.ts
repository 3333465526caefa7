import {scopeJson} from '../../kit/output/json-views.js';
import {findProduct} from '../../zoho/products/table.js';
import type {CatalogueScope, ScopeCatalogue, ScopeConfidence} from '../../zoho/scopes/catalogue.js';
import {notesOf} from '../../zoho/scopes/notes.js';
import {narrowerScope, type Privilege, privilegeOf} from '../../zoho/scopes/privilege.js';
import {scopeCovers} from '../../zoho/scopes/scope.js';

const confidenceWords: Readonly<Record<ScopeConfidence, string>> = {
	official: 'printed by Zoho itself',
	transcribed: "copied from Zoho's page by a third party",
	integration: 'used by a working client; no page of Zoho was found',
	'third-party': 'only listed somewhere; it may be wrong',
};

/** Everything the catalogue knows of one scope, as `--json` prints it. */
export const explanationOf = (catalogue: ScopeCatalogue, row: CatalogueScope) => {
	const service = catalogue.services.find(({id}) => id === row.serviceId);
	const others = catalogue.scopes.filter(
		({serviceId, scope}) => serviceId === row.serviceId && scope !== row.scope,
	);
	const probe = findProduct(row.serviceId)?.probe;
	return {
		...scopeJson(row),
		serviceName: row.service,
		confidenceWords: confidenceWords[row.confidence],
		source: row.source,
		docs: service?.docs ?? null,
		allows: privilegeOf(row.scope),
		/** The scope that only reads what this one allows as well. */
		narrower: narrowerScope(catalogue, row.scope) ?? null,
		includes: others.filter(({scope}) => scopeCovers(row.scope, scope)).map(({scope}) => scope),
		includedIn: others.filter(({scope}) => scopeCovers(scope, row.scope)).map(({scope}) => scope),
		/** The product's harmless call, and whether this scope is enough for it. */
		probe: probe
			? {
					method: 'GET',
					path: probe.path,
					scope: probe.scope,
					isAllowed: scopeCovers(row.scope, probe.scope),
				}
			: null,
		notes: notesOf(row.scope).map(({text}) => text),
	};
};

const allowsWords: Readonly<Record<Privilege, string>> = {
	read: 'reading',
	write: 'writing',
	delete: 'writing and deleting',
};

type Explanation = ReturnType<typeof explanationOf>;

const few = (scopes: readonly string[]): string =>
	scopes.length <= 6
		? scopes.join(', ')
		: `${scopes.slice(0, 6).join(', ')} and ${scopes.length - 6} more (--json has all)`;

const probeWords = ({probe, serviceName}: Explanation): string => {
	if (!probe) return `no harmless call of ${serviceName} is known`;
	const call = `${probe.method} ${probe.path}`;
	return probe.isAllowed ? call : `none; that of ${serviceName} is ${call} and needs ${probe.scope}`;
};

export const explanationLines = (explanation: Explanation): readonly string[] => {
	const {confidence, docs} = explanation;
	const facts: readonly (readonly [string, string])[] = [
		['Product', `${explanation.serviceName} (${explanation.service})`],
		['Group', explanation.group],
		['Operation', explanation.operation],
		['Allows', allowsWords[explanation.allows]],
		['Narrower', explanation.narrower ? `${explanation.narrower}, which only reads` : ''],
		['Includes', few(explanation.includes)],
		['Included in', few(explanation.includedIn)],
		['Shown by', probeWords(explanation)],
		['Confidence', `${confidence}: ${explanation.confidenceWords}`],
		['Source', explanation.source],
		['Docs', docs ?? ''],
		...explanation.notes.map(text => ['Note', text] as const),
	];
	return [
		explanation.scope,
		`  ${explanation.description}`,
		...facts.flatMap(([label, value]) => (value === '' ? [] : [`  ${label.padEnd(12)} ${value}`])),
	];
};
