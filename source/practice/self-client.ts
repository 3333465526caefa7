import {remember} from './consents.js';
import {isKnownScope, splitScopes} from './scopes.js';
import type {Client, Code} from './state.js';
import {newToken, type World} from './world.js';

/** What the tab *Generate Code* asks for. */
export type CodeForm = {readonly scope: string; readonly minutes: string; readonly description: string};

export const durations = [3, 5, 7, 10] as const;

/** What is wrong with the form, in words; undefined when a code can be made of it. */
export const checkCodeForm = (form: CodeForm): string | undefined => {
	const scopes = splitScopes(form.scope);
	if (scopes.length === 0) return 'Enter a scope.';
	const unknown = scopes.find(scope => !isKnownScope(scope));
	if (unknown !== undefined) return `Enter a valid scope: ${unknown.slice(0, 200)} does not exist.`;
	if (form.description.trim() === '') return 'Enter a scope description.';
	return durations.some(minutes => String(minutes) === form.minutes) ? undefined : 'Choose a time duration.';
};

/**
 * A code for the person who registered the client: without redirect URI, good once, for as long as was chosen
 * (zoho.com/accounts/protocol/oauth/self-client/authorization-code-flow.html).
 *
 * @param form checked by {@link checkCodeForm}
 */
export const generateCode = (
	world: World,
	client: Client,
	form: CodeForm,
	owner: {readonly personId: string; readonly organizationId: string},
): Code => {
	const now = world.now();
	const code: Code = {
		code: newToken(world),
		clientId: client.id,
		dataCenter: client.home,
		...owner,
		scopes: [...splitScopes(form.scope)],
		issuesRefreshToken: true,
		issuedAt: now,
		expiresAt: now + Number(form.minutes) * 60_000,
		isUsed: false,
	};
	world.state.codes.push(code);
	remember(world, code);
	return code;
};
