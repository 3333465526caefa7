import * as z from 'zod/mini';
import {findPerson} from './people.js';
import {endTokens, isOf, limits, mintRefreshToken, type Whose} from './tokens.js';
import type {World} from './world.js';

const evict = (world: World, whose: Whose): void => {
	for (const consent of world.state.consents.filter(isOf(whose))) {
		const dataCenter = findPerson(consent.personId)?.dataCenter;
		if (dataCenter === undefined) continue;
		for (let count = 0; count < limits.refreshTokensPerPersonAndClient; count++)
			mintRefreshToken(world, {...consent, dataCenter});
	}
};

const exhaust = (world: World, whose: Whose): void => {
	const now = world.now();
	for (const token of world.state.refreshTokens.filter(isOf(whose)))
		token.mints = Array.from({length: limits.mintsPerWindow}, () => now);
};

const changePassword = (world: World, {personId}: Whose): void => {
	endTokens(world, {personId}, 'remembers');
	world.state.sessions = world.state.sessions.filter(
		session => session.personId !== (personId ?? session.personId),
	);
};

/**
 * What the world does to grants that a client believes it has, each as it really happens: to those of a person, a client, both
 * together, or (with neither) everybody's.
 */
export const provocations = [
	{
		name: 'evict-grants',
		label: 'Consent 20 times more',
		hint: 'Twenty newer grants push out every older one, without a word.',
		done: 'Twenty newer grants are there; every older one is over.',
		provoke: evict,
	},
	{
		name: 'use-up-tokens',
		label: 'Use up ten tokens',
		hint: 'Ten access tokens were just minted of each grant, so that the next one is refused for ten minutes.',
		done: 'Ten access tokens were minted just now; the next one is refused.',
		provoke: exhaust,
	},
	{
		name: 'remove-app',
		label: 'Remove the app',
		hint: 'As under Connected Apps: its grants end, and the consent is forgotten.',
		done: 'The app was removed, with its grants.',
		provoke: (world: World, whose: Whose) => endTokens(world, whose, 'forgets'),
	},
	{
		name: 'change-password',
		label: 'Change the password',
		hint: 'The person ends all API tokens with it, of every client, and is signed out everywhere.',
		done: 'The password is a new one; every token of the account has ended.',
		provoke: changePassword,
	},
] as const;

export type Provocation = (typeof provocations)[number];

const whoseSchema = z.strictObject({person: z.optional(z.string()), client: z.optional(z.string())});

/** Whose grants are meant, from outside: `{"person": "noah", "client": "1000.…"}`, each part optional. */
export const readWhose = (world: World, value: unknown): Whose | {readonly problem: string} => {
	const parsed = z.safeParse(whoseSchema, value ?? {});
	if (!parsed.success) return {problem: 'Expected an object with person, client, both or neither.'};
	const {person, client} = parsed.data;
	if (person !== undefined && !findPerson(person)) return {problem: 'There is no such person.'};
	if (client !== undefined && !world.state.clients.some(({id}) => id === client))
		return {problem: 'There is no such client.'};
	return {personId: person, clientId: client};
};
