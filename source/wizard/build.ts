import {linkNameOf} from '../connection/link-name.js';
import {parameterTypeSchema, type Service, scopeDelimiterSchema} from '../connection/service.js';
import {type DataCenter, dataCenterOfAccountsServer, findDataCenter} from '../zoho/data-center.js';
import {compareScopes, type ScopeDelimiter} from '../zoho/scope.js';
import type {Tokens} from '../zoho/token-response.js';
import type {Answers} from './answers.js';
import type {StoredSecret, UnsealedService} from './effects.js';
import type {WizardContext} from './field.js';
import type {Issued, WizardState} from './state.js';
import {answersOf} from './state.js';

/** What a consent is asked with: of a service that exists already, or of the answers. */
export type ConsentClient = {
	readonly clientId: string;
	readonly clientSecret: string | StoredSecret;
	readonly authorizeUrl: string;
	readonly accessTokenUrl: string;
	readonly scopes: readonly string[];
	readonly scopeDelimiter: ScopeDelimiter;
	readonly sameCredentials: boolean;
	/** Undefined for a server that is not Zoho's. */
	readonly chosen: DataCenter | undefined;
	readonly isZoho: boolean;
};

const reusedService = (answers: Answers, context: WizardContext): Service | undefined =>
	answers.service === '' ? undefined : context.services.find(({linkName}) => linkName === answers.service);

export const consentClient = (state: WizardState): ConsentClient => {
	const {context} = state;
	const answers = answersOf(state);
	const reused = reusedService(answers, context);
	const source = reused ?? answers;
	const start = dataCenterOfAccountsServer(context.dataCenters, source.authorizeUrl);
	const chosen = findDataCenter(context.dataCenters, source.dataCenter ?? undefined);
	return {
		clientId: source.clientId,
		clientSecret: reused ? {ofService: reused.linkName} : answers.clientSecret,
		authorizeUrl: source.authorizeUrl,
		accessTokenUrl: source.accessTokenUrl,
		scopes: source.scopes,
		scopeDelimiter: scopeDelimiterSchema.parse(source.scopeDelimiter),
		sameCredentials: source.sameCredentials,
		chosen: start === undefined ? undefined : (chosen ?? start),
		isZoho: start !== undefined,
	};
};

/** The token endpoint: at Zoho the accounts server that issued the code, whatever was chosen; elsewhere as typed. */
export const tokenUrlOf = (accessTokenUrl: string, dataCenter: DataCenter | undefined): string => {
	if (!dataCenter) return accessTokenUrl;
	const {pathname, search} = new URL(accessTokenUrl);
	return `${dataCenter.accounts}${pathname}${search}`;
};

const serviceOf = (answers: Answers, state: WizardState, isZoho: boolean, now: string): UnsealedService => ({
	linkName: linkNameOf(
		answers.serviceName,
		state.context.services.map(({linkName}) => linkName),
	),
	name: answers.serviceName,
	authenticationType: 'oauth2',
	parameterType: parameterTypeSchema.parse(answers.parameterType),
	grantType: 'authorization-code',
	dataCenter: isZoho ? answers.dataCenter : null,
	sameCredentials: answers.sameCredentials,
	enabledDataCenters: [...answers.enabledDataCenters],
	clientId: answers.clientId,
	clientSecret: answers.clientSecret,
	authorizeUrl: answers.authorizeUrl,
	accessTokenUrl: answers.accessTokenUrl,
	refreshTokenUrl: answers.refreshTokenUrl,
	scopes: [...answers.scopes],
	scopeDelimiter: scopeDelimiterSchema.parse(answers.scopeDelimiter),
	createdAt: now,
	updatedAt: now,
});

/**
 * Service and connection as they shall be saved, from the answers and Zoho's reply. The data center is the one that
 * issued the tokens, not the one chosen.
 *
 * @param at milliseconds since the epoch
 */
export const buildIssued = (
	state: WizardState,
	tokens: Tokens & {readonly refreshToken: string},
	dataCenter: DataCenter | undefined,
	at: number,
): Issued => {
	const answers = answersOf(state);
	const client = consentClient(state);
	const now = new Date(at).toISOString();
	const service = answers.service === '' ? serviceOf(answers, state, client.isZoho, now) : undefined;
	return {
		service,
		connection: {
			linkName: linkNameOf(answers.connectionName, state.context.connectionLinkNames),
			name: answers.connectionName,
			service: service?.linkName ?? answers.service,
			dataCenter: dataCenter?.id ?? null,
			apiDomain: tokens.apiDomain ?? null,
			scopesRequested: [...client.scopes],
			scopesGranted: tokens.scopes ? [...tokens.scopes] : null,
			refreshToken: tokens.refreshToken,
			accessToken: tokens.accessToken,
			accessTokenExpiresAt: new Date(tokens.expiresAt).toISOString(),
			refreshedAt: [now],
			throttledUntil: null,
			account: null,
			organization: null,
			refusal: null,
			doubt: null,
			verifiedAt: now,
			createdAt: now,
			updatedAt: now,
		},
		dataCenter,
		missing: tokens.scopes ? compareScopes(client.scopes, tokens.scopes).missing : [],
	};
};
