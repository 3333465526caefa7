import type {Service} from '../../connection/service.js';
import type {ClientType, GrantType} from '../../zoho/flows/client-type.js';
import type {Answers} from '../answers.js';
import type {WizardContext} from '../field.js';
import {answersOf, type WizardState} from '../state.js';
import {isAdopting} from './adopting.js';
import type {PastedFlow} from './effects.js';

/** How a grant comes: what the client's type and its grant type allow. */
export type Flow = 'browser' | 'device' | 'client-credentials' | PastedFlow;

const flowOfClient = (clientType: string | undefined, grantType: string): Flow => {
	if (grantType === ('client-credentials' satisfies GrantType)) return 'client-credentials';
	if (clientType === ('self-client' satisfies ClientType)) return 'generated-code';
	return clientType === ('non-browser' satisfies ClientType) ? 'device' : 'browser';
};

/** The service that is saved already and is used as it is. */
export const reusedService = (answers: Answers, {services}: WizardContext): Service | undefined =>
	answers.service === '' ? undefined : services.find(({linkName}) => linkName === answers.service);

/** Whether Zoho makes a grant for it, which then is to be revoked where it cannot be kept. */
export const isNewGrant = (state: WizardState): boolean =>
	!['refresh-token', 'client-credentials'].includes(flowOf(state));

/** The flow that leads to the grant that is asked for. */
export const flowOf = (state: WizardState): Flow => {
	const answers = answersOf(state);
	if (isAdopting(answers, state.context)) return 'refresh-token';
	const {clientType, grantType} = reusedService(answers, state.context) ?? answers;
	return flowOfClient(clientType, grantType);
};
