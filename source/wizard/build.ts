import {noTokenOf} from '../connection/file/rows.js';
import {linkNameOf} from '../connection/link-name.js';
import {parameterTypes, type Service, scopeDelimiters} from '../connection/service.js';
import {believedApiDomain} from '../zoho/api-domain.js';
import {type DataCenter, dataCenterOfAccountsServer, findDataCenter} from '../zoho/data-center.js';
import {clientTypes, grantTypes} from '../zoho/flows/client-type.js';
import {missingScopes} from '../zoho/scopes/scope.js';
import {hostsIn} from '../zoho/servers/token-hosts.js';
import {isZohos, type ServiceUrls} from '../zoho/service-urls.js';
import {longestLifetime, type TokenReading, type Tokens} from '../zoho/tokens/response.js';
import {type Answers, storedSecretMark} from './answers.js';
import type {Issued} from './consent/state.js';
import {differenceOf} from './edit/difference.js';
import type {StoredSecret, UnsealedService} from './effects.js';
import {clientAuthIn, serverOf} from './elsewhere.js';
import type {WizardContext} from './field.js';
import {reusedService} from './flows/of-client.js';
import {answersOf, type WizardState} from './state.js';

/** The secret as typed, or the one that stands in the file and was not touched. */
const clientSecretOf = ({clientSecret}: Answers, {target}: WizardContext): string | StoredSecret =>
	target && clientSecret === storedSecretMark ? {ofService: target.service.linkName} : clientSecret;

/** Of a public client none, whatever was typed before it was one. */
const secretOrNone = (answers: Answers, context: WizardContext): string | StoredSecret =>
	clientAuthIn(answers) === 'none' ? '' : clientSecretOf(answers, context);

const orNone = (text: string): string | undefined => (text === '' ? undefined : text);

/** What only services of other servers have. */
const elsewhereFacts = (answers: Answers, context: WizardContext) => ({
	clientAuth: clientAuthIn(answers),
	issuer: serverOf(answers, context)?.issuer ?? orNone(answers.issuer),
	namesIssuer: answers.namesIssuer ? true : undefined,
	revocationUrl: orNone(answers.revocationUrl),
	userinfoUrl: orNone(answers.userinfoUrl),
	allowedHosts: answers.allowedHosts === '' ? undefined : [...hostsIn(answers.allowedHosts)],
});

type ElsewhereFacts = ReturnType<typeof elsewhereFacts>;

const none: {[Key in keyof ElsewhereFacts]?: undefined} = {};

/** The addresses in use: those of a service that exists already, or the answers. */
export const urlsInUse = ({context}: WizardState, answers: Answers): ServiceUrls =>
	reusedService(answers, context) ?? answers;

/** What a consent is asked with: of a service that exists already, or of the answers. */
export const consentClient = (state: WizardState) => {
	const {context} = state;
	const answers = answersOf(state);
	const reused = reusedService(answers, context);
	const source = reused ?? answers;
	const isZoho = isZohos(context.dataCenters, source);
	const start = dataCenterOfAccountsServer(context.dataCenters, source.authorizeUrl);
	const chosen = findDataCenter(context.dataCenters, source.dataCenter ?? undefined);
	const facts: Partial<ElsewhereFacts> = isZoho ? none : (reused ?? elsewhereFacts(answers, context));
	return {
		clientId: source.clientId,
		clientSecret: reused ? {ofService: reused.linkName} : secretOrNone(answers, context),
		/** Undefined where it is to be found out, and at Zoho. */
		clientAuth: facts.clientAuth,
		authorizeUrl: source.authorizeUrl,
		accessTokenUrl: source.accessTokenUrl,
		scopes: source.scopes,
		scopeDelimiter: scopeDelimiters.find(one => one === source.scopeDelimiter) ?? 'comma',
		sameCredentials: source.sameCredentials,
		/** Undefined for a server that is not Zoho's. */
		chosen: isZoho ? (chosen ?? start) : undefined,
		isZoho,
		/** What `iss` of the callback has to be; undefined where the server's name for itself is not known. */
		issuer: facts.issuer,
		/** Whether the server promised that `iss`. */
		namesIssuer: facts.namesIssuer ?? false,
		revocationUrl: facts.revocationUrl,
		userinfoUrl: facts.userinfoUrl,
		/** Of client credentials. */
		soid: source.soid === '' ? undefined : source.soid,
	};
};
export type ConsentClient = ReturnType<typeof consentClient>;

/** The token endpoint: at Zoho the accounts server that issued the code, whatever was chosen; elsewhere as typed. */
export const tokenUrlOf = (accessTokenUrl: string, dataCenter: DataCenter | undefined): string => {
	if (!dataCenter) return accessTokenUrl;
	const {pathname, search} = new URL(accessTokenUrl);
	return `${dataCenter.accounts}${pathname}${search}`;
};

const freshServiceName = ({serviceName, dataCenter}: Answers, {services}: WizardContext): string =>
	linkNameOf(
		serviceName,
		services.map(({linkName}) => linkName),
		['service', dataCenter],
	);

/** An edited service stays the same one, unless this connection gets its own from now on. */
const serviceOf = (answers: Answers, state: WizardState, now: string): UnsealedService => {
	const {context, sharing} = state;
	const kept = sharing === 'own' ? undefined : context.target?.service;
	return {
		...serviceFacts(answers, state),
		linkName: kept?.linkName ?? freshServiceName(answers, context),
		createdAt: kept?.createdAt ?? now,
		updatedAt: now,
	};
};

/** What only some clients have; absent for a server-based one, as in the files of before. */
const clientFacts = ({clientType, grantType, soid}: Answers): Pick<Service, 'clientType' | 'soid'> => ({
	clientType: clientTypes.find(type => type === clientType && type !== 'server-based'),
	soid: grantType === 'client-credentials' ? soid : undefined,
});

const serviceFacts = (
	answers: Answers,
	state: WizardState,
): Omit<UnsealedService, 'linkName' | 'createdAt' | 'updatedAt'> => {
	const {context} = state;
	const {isZoho, chosen} = consentClient(state);
	return {
		name: answers.serviceName,
		authenticationType: 'oauth2',
		parameterType: parameterTypes.find(type => type === answers.parameterType) ?? 'header',
		grantType: grantTypes.find(type => type === answers.grantType) ?? 'authorization-code',
		...clientFacts(answers),
		dataCenter: chosen?.id ?? null,
		sameCredentials: answers.sameCredentials,
		enabledDataCenters: [...answers.enabledDataCenters],
		clientId: answers.clientId,
		clientSecret: secretOrNone(answers, context),
		authorizeUrl: answers.authorizeUrl,
		accessTokenUrl: answers.accessTokenUrl,
		refreshTokenUrl: answers.refreshTokenUrl,
		scopes: [...answers.scopes],
		scopeDelimiter: scopeDelimiters.find(one => one === answers.scopeDelimiter) ?? 'comma',
		...(isZoho ? none : elsewhereFacts(answers, context)),
	};
};

/**
 * The service to save: a new one, the edited one, or undefined when one that exists is used as it is.
 *
 * @param at milliseconds since the epoch
 */
export const serviceToSave = (state: WizardState, at: number): UnsealedService | undefined => {
	const {target} = state.context;
	const answers = answersOf(state);
	const isAsItIs = target ? !differenceOf(state, target).touchesService : answers.service !== '';
	return isAsItIs ? undefined : serviceOf(answers, state, new Date(at).toISOString());
};

/** An access token that nothing renews and of which no end is said lives on, as those of GitHub's OAuth apps do. */
const endOf = ({expiresAt, refreshToken, isEndUnknown}: Tokens, at: number): number =>
	refreshToken === undefined && isEndUnknown ? at + longestLifetime * 1000 : expiresAt;

/**
 * Service and connection to save, from the answers and Zoho's reply. The data center is the one that
 * issued the tokens, not the one chosen.
 *
 * @param at milliseconds since the epoch
 */
export const buildIssued = (
	state: WizardState,
	{tokens, clientAuth}: Extract<TokenReading, {kind: 'tokens'}>,
	dataCenter: DataCenter | undefined,
	at: number,
): Issued => {
	const answers = answersOf(state);
	const client = consentClient(state);
	const now = new Date(at).toISOString();
	const {target, dataCenters} = state.context;
	const saved = serviceToSave(state, at);
	// How the client has to prove itself was found out a moment ago.
	const service = saved && clientAuth ? {...saved, clientAuth} : saved;
	return {
		service,
		connection: {
			linkName: target?.connection.linkName ?? answers.linkName,
			name: answers.connectionName,
			service: service?.linkName ?? target?.service.linkName ?? answers.service,
			dataCenter: dataCenter?.id ?? null,
			apiDomain:
				believedApiDomain(tokens.apiDomain, dataCenters, urlsInUse(state, answers), client.isZoho) ?? null,
			scopesRequested: [...client.scopes],
			scopesGranted: tokens.scopes ? [...tokens.scopes] : null,
			refreshToken: tokens.refreshToken ?? noTokenOf(now),
			...(tokens.refreshToken === undefined ? {noRefreshToken: true as const} : {}),
			accessToken: tokens.accessToken,
			accessTokenExpiresAt: new Date(endOf(tokens, at)).toISOString(),
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
		missing: tokens.scopes ? missingScopes(client.scopes, tokens.scopes, client.isZoho) : [],
	};
};
