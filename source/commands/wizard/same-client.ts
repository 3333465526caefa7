import {clientSecretOf} from '../../connection/secrets/place.js';
import type {Runtime} from '../../io/runtime.js';
import type {Answers} from '../../wizard/answers.js';
import type {WizardContext} from '../../wizard/field.js';
import {serviceOfClient} from '../../wizard/same-client.js';

/** What is known before the first state of a wizard. */
type Begun = {
	readonly runtime: Pick<Runtime, 'secrets'>;
	readonly context: WizardContext;
	/** Answers of the command line. */
	readonly given: Partial<Answers>;
	readonly isAsking: boolean;
};

/**
 * The answers of a command line, with the saved service that has their Client ID instead of a second copy of it. Answers that
 * say otherwise than the service make one of their own, and that is said.
 */
export const withServiceOfClient = async ({
	runtime,
	context,
	given,
	isAsking,
}: Begun): Promise<{readonly answers: Partial<Answers>; readonly notice: string | undefined}> => {
	const secrets = new Map<string, string>();
	if (given.clientSecret !== undefined) {
		for (const {linkName, clientId, clientSecret} of context.services) {
			if (clientId !== given.clientId?.trim()) continue;
			const opened = await runtime.secrets.open(clientSecret, clientSecretOf(linkName));
			if (opened.ok) secrets.set(linkName, opened.value);
		}
	}
	const same = serviceOfClient(given, context, ({linkName}) => secrets.get(linkName));
	if (!same) return {answers: given, notice: undefined};
	const {service, differing} = same;
	if (differing.length > 0) {
		const what = `The service "${service.name}" has the same Client ID, but not the same ${differing.join(', ')}`;
		return {
			answers: given,
			notice: `${what}; this makes a service of its own. To use that one: zconn new --service ${service.linkName}`,
		};
	}
	const ofConnection = ['connectionName', 'linkName', 'keptIn'] as const;
	const kept = ofConnection.flatMap(key => (given[key] === undefined ? [] : [[key, given[key]]]));
	return {
		answers: {service: service.linkName, ...Object.fromEntries(kept)},
		notice: isAsking ? `Uses the service "${service.name}", which has this Client ID.` : undefined,
	};
};
