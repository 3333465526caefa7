import type {Answers} from '../../wizard/answers.js';
import {isElsewhere} from '../../wizard/elsewhere.js';
import type {WizardContext} from '../../wizard/field.js';
import {flowOf, reusedService} from '../../wizard/flows/of-client.js';
import {differingFrom} from '../../wizard/same-client.js';
import {answersOf, type WizardState} from '../../wizard/state.js';
import {type Refusal, wrongUse} from '../../zoho/refusal.js';

/** A service that is reused is used as it is: what was said otherwise would be passed over in silence. */
const unlikeService = (given: Partial<Answers>, context: WizardContext): Refusal | undefined => {
	const service = context.services.find(({linkName}) => linkName === given.service);
	if (!service) return undefined;
	const {clientSecret: _maybeFromEnvironment, ...compared} = given;
	const differing = differingFrom(service, undefined, compared, context);
	return differing.length === 0
		? undefined
		: wrongUse(
				`The service "${service.name}" has another answer for: ${differing.join(', ')}.`,
				'With --service the connection uses that service as it is.',
				'Leave out what differs, or leave out --service to make a service of its own.',
			);
};

const useless = (flag: string, why: string): Refusal =>
	wrongUse(`${flag} is of no use here.`, why, `Leave out ${flag}, or choose the way that it belongs to.`);

/** The flag of a way that only Zoho has. What another server is not asked for has left the state, so it is looked for in what was given. */
const ofZohoAlone = (given: Partial<Answers>, brought: WizardContext['brought']): string | undefined => {
	if (brought?.code !== undefined) return '--code-file';
	if (brought?.refreshToken !== undefined) return '--refresh-token-file';
	if (given.soid !== undefined) return '--soid';
	if (given.grantType === 'client-credentials') return '--grant';
	return (given.clientType ?? 'server-based') === 'server-based' ? undefined : '--client-type';
};

/** What the command line says and the way to the grant has no use for: refused, because the result would be another than was meant. */
export const unusedAnswer = (state: WizardState, given: Partial<Answers>): Refusal | undefined => {
	const {context} = state;
	const unlike = unlikeService(given, context);
	if (unlike) return unlike;
	const zohos = isElsewhere(answersOf(state), context) ? ofZohoAlone(given, context.brought) : undefined;
	if (zohos !== undefined)
		return useless(
			zohos,
			'Only Zoho has this way to a grant; that of another server comes through a browser.',
		);
	const way = flowOf(state);
	if (context.brought?.code !== undefined && way !== 'generated-code')
		return useless('--code-file', 'Only a Self Client with the grant type Authorization Code takes a code.');
	if (context.brought?.refreshToken !== undefined && way !== 'refresh-token')
		return useless('--refresh-token-file', 'This connection gets its grant in another way.');
	if (
		context.brought?.refreshToken !== undefined &&
		reusedService(answersOf(state), context)?.grantType === 'client-credentials'
	)
		return useless(
			'--refresh-token-file',
			'The service has the grant type Client Credentials, which has none.',
		);
	return given.soid !== undefined && way !== 'client-credentials'
		? useless('--soid', 'Only the grant type Client Credentials is for one organization.')
		: undefined;
};
