import type {MergePlan, MergeStep, Steering} from '../../connection/changes/merge.js';
import type {Exported} from '../../connection/file/export.js';
import {nameList} from '../../connection/outcome-words.js';
import type {Service} from '../../connection/service.js';
import {isZohos as isZohosRow} from '../../connection/whose.js';
import {table} from '../../kit/output/table.js';
import {fieldOf} from '../../wizard/steps/index.js';
import {believedApiDomain} from '../../zoho/api-domain.js';
import type {DataCenter} from '../../zoho/data-center.js';
import {isZohos, strangeHosts, urlKeys} from '../../zoho/service-urls.js';

export const words: Readonly<Record<MergeStep['kind'], string>> = {
	new: 'new',
	same: 'is here already',
	overwrites: 'OVERWRITES the one here',
};

const labelOf = (key: Steering['key']): string => {
	if (key === 'apiDomain') return 'API domain';
	return key === 'account' ? 'Account' : fieldOf(key).label;
};

const hostsOf = (service: Service): string =>
	[...new Set(urlKeys.map(key => new URL(service[key]).host))].join(', ');

/** To whom the secrets of a service go: said of every one that is written and is not Zoho's alone. */
const hostLines = (service: Service | undefined, dataCenters: readonly DataCenter[]): readonly string[] => {
	if (!service || isZohos(dataCenters, service)) return [];
	const strange = strangeHosts(dataCenters, service);
	return strange.length > 0
		? [
				`! secrets go to ${strange.join(' and ')}, but people consent at ${new URL(service.authorizeUrl).host}`,
			]
		: [`not Zoho's: its secrets go to ${hostsOf(service)}`];
};

const changeLines = ({changes, alsoFor}: MergeStep): readonly string[] => [
	...changes.map(({key, before, after}) => `${labelOf(key)}: ${before || 'none'} → ${after || 'none'}`),
	...(alsoFor.length > 0 ? [`for these too: ${nameList(alsoFor)}`] : []),
];

/** Row by row what an import does; below a row what of it decides where secrets go, before and after. */
export const planLines = (plan: MergePlan, dataCenters: readonly DataCenter[]): readonly string[] => {
	const steps = [
		...plan.services.map(step => ({
			step,
			row: ['service', step.linkName, words[step.kind], step.name],
			more: [...changeLines(step), ...hostLines(plan.rows.services[step.linkName], dataCenters)],
		})),
		...plan.connections.map(step => ({
			step,
			row: ['connection', step.linkName, words[step.kind], step.name],
			more: changeLines(step),
		})),
	];
	const rows = table(steps.map(({row}) => row)).split('\n');
	return steps.flatMap(({more}, index) => [rows[index] ?? '', ...more.map(text => `    ${text}`)]);
};

/** The rows without API domains that are no host of their server: access tokens would go there. */
export const believed = (
	file: Exported['file'],
	dataCenters: readonly DataCenter[],
): {readonly file: Exported['file']; readonly notices: readonly string[]} => {
	const rows = Object.entries(file.connections).map(([key, row]) => {
		const service = file.services[row.service];
		const isZoho = isZohosRow(row);
		const named = row.apiDomain ?? undefined;
		const apiDomain = service && believedApiDomain(named, dataCenters, service, isZoho);
		const notice =
			named !== undefined && apiDomain === undefined
				? [`! ${row.linkName}: ${named} is no API of its server, and was left out.`]
				: [];
		return {key, row: {...row, apiDomain: apiDomain ?? null}, notice};
	});
	return {
		file: {...file, connections: Object.fromEntries(rows.map(({key, row}) => [key, row]))},
		notices: rows.flatMap(({notice}) => notice),
	};
};
