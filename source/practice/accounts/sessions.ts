import type {Context} from 'hono';
import {getCookie, setCookie} from 'hono/cookie';
import {readForm} from '../http.js';
import {findPerson, type Person} from '../people.js';
import {dataCenterOf, newId, type Site, type World} from '../world.js';

/** Where a sign-in may lead back to. Nothing else is followed, so a link cannot send anybody elsewhere. */
export const endpoints = [
	'/oauth/v2/auth',
	'/oauth/v2/org/auth',
	'/oauth/v2/token/addextrascope',
	'/oauth/v3/device',
	'/practice/connected-apps',
] as const;

export type Endpoint = (typeof endpoints)[number];

export const endpointOf = (text: string | null | undefined): Endpoint =>
	endpoints.find(endpoint => endpoint === text) ?? '/practice/connected-apps';

// Browsers share cookies between the ports of a host, so the port is part of the name.
const cookieName = ({world, dataCenter}: Site): string =>
	`practice_${new URL(dataCenterOf(world, dataCenter).accounts).port}`;

export const signedInPerson = (c: Context): Person | undefined => {
	const {world, dataCenter} = c.var;
	const id = getCookie(c, cookieName(c.var));
	const session = world.state.sessions.find(
		session => session.id === id && session.dataCenter === dataCenter,
	);
	return findPerson(session?.personId);
};

/**
 * What was posted from a page that asks for consent. Without a decision where another person has signed in since the page was
 * shown: then it is shown again, to them.
 */
export const readDecision = async (c: Context) => {
	const form = await readForm(c);
	const pending = {endpoint: endpointOf(form.get('endpoint')), query: form.get('query') ?? ''};
	const person = signedInPerson(c);
	const isAccepted = form.get('decision') === 'accept';
	const organizationId = person?.organizations.find(({id}) => id === form.get('organization'))?.id;
	const decision = person?.id === form.get('person') ? {person, isAccepted, organizationId} : undefined;
	return {pending, decision};
};

export type Decision = NonNullable<Awaited<ReturnType<typeof readDecision>>['decision']>;

const keptSessions = 50;

export const signIn = (c: Context, person: Person): void => {
	const {world} = c.var;
	const session = {id: newId(world), dataCenter: person.dataCenter, personId: person.id};
	world.state.sessions = [...world.state.sessions.slice(1 - keptSessions), session];
	setCookie(c, cookieName({world, dataCenter: person.dataCenter}), session.id, {
		httpOnly: true,
		sameSite: 'Lax',
		path: '/',
	});
};

export const signOut = (c: Context): void => {
	const {world} = c.var;
	const id = getCookie(c, cookieName(c.var));
	world.state.sessions = world.state.sessions.filter(session => session.id !== id);
};

const ticketMilliseconds = 60_000;

/** A ticket that signs a person in at their own data center, once, within a minute. */
export const issueTicket = (world: World, person: Person): string => {
	const ticket = newId(world);
	world.tickets.set(ticket, {personId: person.id, expiresAt: world.now() + ticketMilliseconds});
	return ticket;
};

export const redeemTicket = (world: World, ticket: string): Person | undefined => {
	const found = world.tickets.get(ticket);
	world.tickets.delete(ticket);
	return found !== undefined && found.expiresAt > world.now() ? findPerson(found.personId) : undefined;
};
