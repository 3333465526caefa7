import {type Context, Hono} from 'hono';
import {findClient, isEnabledIn} from '../clients.js';
import {type AuthRequest, accept, needsConsent, widen} from '../consents.js';
import {showPage} from '../frames.js';
import {badRequest} from '../http.js';
import {
	type ConsentQuestion,
	consentBody,
	consentTitle,
	type Pending,
	signInBody,
} from '../pages/accounts.js';
import {dataCenterName, fullName, type Person, people} from '../people.js';
import type {Client} from '../state.js';
import type {Site} from '../world.js';
import {deniedUrl, enhancedUrl, successUrl} from './callback.js';
import {
	type EnhanceRequest,
	ErrorPage,
	invalidClient,
	readAuthRequest,
	readEnhanceRequest,
} from './request.js';
import {type Decision, readDecision, signedInPerson, signOut} from './sessions.js';

export const showSignIn = (c: Context, pending: Pending) => {
	const client = findClient(c.var.world, new URLSearchParams(pending.query).get('client_id') ?? undefined);
	const isOff = (dataCenter: string): boolean => client !== undefined && !isEnabledIn(client, dataCenter);
	const body = signInBody(people, pending, isOff);
	return showPage(c, 'accounts', {title: 'Sign in', body, width: 'narrow'});
};

export const regionalRestriction = (client: Client, dataCenter: string): ErrorPage =>
	new ErrorPage(
		'Access denied in your region',
		`${client.name} is not available to accounts in the data center ${dataCenterName(dataCenter)}.`,
		`The client is not switched on for ${dataCenterName(dataCenter)}: API Console, the client, Settings. In the terminal: ↓, "Access denied in your region", Enter.`,
		403,
	);

export const showConsent = (c: Context, question: ConsentQuestion) =>
	showPage(c, 'accounts', {
		title: consentTitle(question),
		body: consentBody(question),
		width: 'narrow',
		isInBody: true,
	});

/** Refuses a client that may not ask this visitor: unknown here, or (for a person who lives here) not enabled here. */
const checkClient = ({world, dataCenter}: Site, client: Client, person: Person | undefined): void => {
	const isRestricted = world.state.faults['region-restricted'] && person !== undefined;
	if (isEnabledIn(client, dataCenter) && !isRestricted) return;
	throw person === undefined ? invalidClient() : regionalRestriction(client, dataCenter);
};

const pinnedOrganization = (request: AuthRequest, person: Person): string | undefined => {
	const id = request.soid?.slice(request.soid.indexOf('.') + 1);
	return person.organizations.find(organization => organization.id === id)?.id;
};

type Visit<Request> = {readonly request: Request; readonly person: Person};

const finish = (c: Context, {request, person}: Visit<AuthRequest>, chosen: string | undefined) => {
	const code = accept(c.var.world, request, {
		personId: person.id,
		dataCenter: c.var.dataCenter,
		organizationId: pinnedOrganization(request, person) ?? chosen,
		defaultOrganizationId: person.organizations[0].id,
	});
	return c.redirect(
		code === undefined ? deniedUrl(c.var.world, request) : successUrl(c.var.world, request, code),
		303,
	);
};

const askConsent = (c: Context, {request, person}: Visit<AuthRequest | EnhanceRequest>, pending: Pending) => {
	const isEnhancing = 'enhanceToken' in request;
	const pinned = isEnhancing ? undefined : pinnedOrganization(request, person);
	return showConsent(c, {
		asksFor: isEnhancing ? 'more' : 'access',
		clientName: request.client.name,
		person,
		pending,
		scopes: request.scopes,
		organizations: isEnhancing || pinned !== undefined ? [] : person.organizations,
		redirectUri: request.redirectUri,
		action: '/practice/decision',
	});
};

const authorize = (c: Context, pending: Pending, decision?: Decision) => {
	const request = readAuthRequest(c.var.world, new URLSearchParams(pending.query));
	const person = signedInPerson(c);
	checkClient(c.var, request.client, person);
	if (person === undefined) return showSignIn(c, pending);
	if (decision?.isAccepted === false) return c.redirect(deniedUrl(c.var.world, request), 303);
	return decision === undefined && needsConsent(c.var.world, request, person.id)
		? askConsent(c, {request, person}, pending)
		: finish(c, {request, person}, decision?.organizationId);
};

const enhance = (c: Context, pending: Pending, decision?: Decision) => {
	const request = readEnhanceRequest(c.var.world, new URLSearchParams(pending.query));
	const person = signedInPerson(c);
	if (person === undefined) return showSignIn(c, pending);
	if (person.id !== request.personId)
		throw new ErrorPage(
			'An error occurred',
			`This request is not for ${fullName(person)}.`,
			'Only the person who gave the refresh token can widen it.',
		);
	if (decision === undefined) return askConsent(c, {request, person}, pending);
	const isDone = decision.isAccepted && widen(c.var.world, request.enhanceToken, request.scopes);
	if (request.signsOut) signOut(c);
	return c.redirect(enhancedUrl(request.redirectUri, isDone), 303);
};

const goOn = async (c: Context, pending: Pending, decision?: Decision): Promise<Response> =>
	pending.endpoint === '/oauth/v2/token/addextrascope'
		? enhance(c, pending, decision)
		: authorize(c, pending, decision);

/** The pages of `/oauth/v2/auth` and of incremental authorization, with the consent page they share. */
export const authorizeRoutes = new Hono();
for (const endpoint of ['/oauth/v2/auth', '/oauth/v2/org/auth', '/oauth/v2/token/addextrascope'] as const) {
	authorizeRoutes.get(endpoint, c => goOn(c, {endpoint, query: new URL(c.req.url).search.slice(1)}));
	authorizeRoutes.all(endpoint, badRequest);
}
authorizeRoutes.post('/practice/decision', async c => {
	const {pending, decision} = await readDecision(c);
	return goOn(c, pending, decision);
});
