import type {Service} from '../../connection/service.js';
import {findDataCenter} from '../../zoho/data-center.js';
import {counted} from '../../zoho/text.js';
import {choiceField, type StepDefinition, type WizardContext} from '../field.js';

/** A second account is most likely wanted for what was set up last. */
const newestFirst = ({services}: WizardContext) =>
	services.toSorted((one, other) => (one.createdAt < other.createdAt ? 1 : -1));

/** What tells one service from another. */
const factsOf = (
	{linkName, scopes, dataCenter}: Service,
	{dataCenters, users}: WizardContext,
): readonly string[] => {
	const count = users?.get(linkName)?.length ?? 0;
	return [
		counted(scopes.length, 'scope'),
		findDataCenter(dataCenters, dataCenter ?? undefined)?.name ?? 'another server',
		...(users ? [count === 0 ? 'not used' : counted(count, 'connection')] : []),
	];
};

const service = choiceField({
	key: 'service',
	label: 'Custom Service',
	help: {
		why: 'A service is a registered OAuth client with its scopes. One service can carry many connections.',
		where: 'Use a service that is already here, or create a new one.',
		short: 'Use a service, or create a new one.',
	},
	flag: '--service LINKNAME',
	initial: () => '',
	// A type of client that was asked for is of a new one.
	suggested: (_answers, context) =>
		context.brought?.hasType ? '' : (newestFirst(context)[0]?.linkName ?? ''),
	options: (_answers, context) => [
		...newestFirst(context).map(service => ({
			value: service.linkName,
			label: service.name,
			facts: factsOf(service, context),
		})),
		{value: '', label: '+ Create New Service'},
	],
});

export const pickService: StepDefinition = {
	id: 'pick-service',
	rail: undefined,
	title: 'Pick Your Service',
	items: [service],
	isNeeded: (_answers, context) => context.services.length > 0 && context.target === undefined,
	summary: (answers, context) => service.display(answers.service, answers, context),
};
