import * as z from 'zod/mini';

const off = z._default(z.boolean(), false);
const seconds = (usual: number) => z._default(z.int().check(z.minimum(1), z.maximum(86_400)), usual);

type FaultText = {readonly name: string; readonly label: string; readonly hint: string};
type SwitchText = FaultText & {
	/** What the terminal says then; in quotes, word for word. */
	readonly says: string;
};
type NumberText = FaultText & {readonly usual: number};

/**
 * What can be made to go wrong on purpose. Everything here was reported of the real Zoho, or is what an
 * attacker or a bad network would do.
 */
export const switchTexts = [
	{
		name: 'token-html-500',
		label: 'Token endpoint fails',
		hint: 'Every token request is answered with an HTML page and status 500.',
		says: '“The token endpoint answered with something unreadable (HTTP 500).”',
	},
	{
		name: 'revoke-html-500',
		label: 'Revoke endpoints fail',
		hint: 'Nothing is revoked, and every request for it is answered with an HTML page and status 500.',
		says: '“Zoho did not confirm that the grant was revoked.” The connection is kept.',
	},
	{
		name: 'partial-json',
		label: 'Cut the token answer in half',
		hint: 'The token is minted, but the JSON that reports it ends early.',
		says: '“The token endpoint answered with something unreadable (HTTP 200).”',
	},
	{
		name: 'slow-response',
		label: 'Slow token answers',
		hint: 'Token requests are answered after 2 seconds.',
		says: '“Exchanging the code for tokens” stays for two seconds.',
	},
	{
		name: 'throttle-400',
		label: 'Throttle now, status 400',
		hint: '“Access Denied”: too many requests, as observed on the real server.',
		says: '“Zoho gives out no more tokens for now.”',
	},
	{
		name: 'throttle-200',
		label: 'Throttle now, status 200',
		hint: 'The same answer with status 200, as Zoho’s own article has it.',
		says: '“Zoho gives out no more tokens for now.”',
	},
	{
		name: 'drop-scope',
		label: 'Drop a scope silently',
		hint: 'The last of several scopes is not granted, and nothing says so.',
		says: '“Not granted” on the last screen, with the scope.',
	},
	{
		name: 'omit-scope',
		label: 'Leave out scope',
		hint: 'Token answers do not say what was granted.',
		says: 'nothing; what was asked for counts as granted.',
	},
	{
		name: 'omit-refresh-token',
		label: 'Leave out refresh_token',
		hint: 'As when the user has consented before and prompt=consent was not sent.',
		says: '“Zoho gave no refresh token.”',
	},
	{
		name: 'omit-api-domain',
		label: 'Leave out api_domain on refresh',
		hint: 'The code exchange still carries it.',
		says: 'nothing; the host that came with the consent is kept.',
	},
	{
		name: 'legacy-expires-in',
		label: 'Old expires_in',
		hint: 'expires_in in milliseconds, beside an expires_in_sec in seconds.',
		says: 'nothing; the end of the token is read right.',
	},
	{
		name: 'callback-trailing-ampersand',
		label: 'Stray & after the callback',
		hint: 'The redirect ends with an extra ampersand.',
		says: 'nothing; the callback is read anyway.',
	},
	{
		name: 'forge-accounts-server',
		label: 'Forge accounts-server',
		hint: 'The callback names https://accounts.evil.example. A client must not send its secret there.',
		says: "“The callback names an accounts server that is not one of Zoho's known ones.”",
	},
	{
		name: 'wrong-state',
		label: 'Wrong state',
		hint: 'The callback carries a state that was never sent.',
		says: '“A callback of another attempt came, from an older tab perhaps. It was ignored.”',
	},
	{
		name: 'refuse-widening',
		label: 'Widen no grant',
		hint: 'Incremental authorization is refused; further scopes need a new consent.',
		says: '“The grant was not widened: Zoho answered "invalid_client", so a new consent is asked for; the old grant works until that is proven.”',
	},
	{
		name: 'region-restricted',
		label: 'Access denied in your region',
		hint: 'The page that people see whose data center the client is not switched on for.',
		says: 'nothing by itself; ↓, “Access denied in your region”, Enter.',
	},
	{
		name: 'device-seconds',
		label: 'Device flow in seconds',
		hint: 'interval and expires_in in seconds; Zoho’s page has them in milliseconds.',
		says: 'nothing; Zoho is asked at the same pace.',
	},
	{
		name: 'reject-client-credentials',
		label: 'Reject tokens without a grant',
		hint: 'Client credentials bring a token, and every product rejects it, as was measured.',
		says: '“The token could not be shown to work”, or which product refuses it. “Nothing was saved.”',
	},
] as const satisfies readonly SwitchText[];

export const numberTexts = [
	{
		name: 'code-ttl-seconds',
		label: 'Code lifetime in seconds',
		hint: 'Zoho’s pages say 60, 120 or 180.',
		usual: 60,
	},
	{
		name: 'access-token-ttl-seconds',
		label: 'Access token lifetime in seconds',
		hint: 'Zoho’s is 3600.',
		usual: 3600,
	},
	{
		name: 'device-interval-seconds',
		label: 'Seconds between two polls',
		hint: 'Zoho’s is 30; sooner is slow_down.',
		usual: 30,
	},
	{
		name: 'device-code-ttl-seconds',
		label: 'Device code lifetime in seconds',
		hint: 'Zoho’s is 300.',
		usual: 300,
	},
] as const satisfies readonly NumberText[];

type SwitchName = (typeof switchTexts)[number]['name'];
type NumberName = (typeof numberTexts)[number]['name'];
export type FaultName = SwitchName | NumberName;

export const faultsSchema = z.object(
	Object.fromEntries([
		...switchTexts.map(({name}) => [name, off]),
		...numberTexts.map(({name, usual}) => [name, seconds(usual)]),
	]) as Record<SwitchName, typeof off> & Record<NumberName, ReturnType<typeof seconds>>,
);

export type Faults = z.infer<typeof faultsSchema>;

export const noFaults: Faults = faultsSchema.parse({});

/** The switches by what one wants to see. */
export const faultGroups: readonly {readonly title: string; readonly names: readonly FaultName[]}[] = [
	{
		title: 'Refused at the consent',
		names: ['region-restricted', 'wrong-state', 'forge-accounts-server', 'refuse-widening'],
	},
	{
		title: 'Refused at the token',
		names: [
			...(['token-html-500', 'partial-json', 'omit-refresh-token'] as const),
			...(['revoke-html-500', 'reject-client-credentials'] as const),
		],
	},
	{title: 'Limits', names: ['throttle-400', 'throttle-200', 'slow-response']},
];

/**
 * Merges some new values into the switches in force.
 *
 * @param changes an object from outside, `{"name": value}`; unknown names and wrong kinds are refused
 * @returns the new switches, or what is wrong with the changes
 */
export const changeFaults = (faults: Faults, changes: unknown): Faults | {readonly problem: string} => {
	const parsed = z.safeParse(z.record(z.string(), z.unknown()), changes);
	if (!parsed.success) return {problem: 'Expected an object of switches.'};
	const unknown = Object.keys(parsed.data).find(name => !Object.hasOwn(noFaults, name));
	if (unknown !== undefined) return {problem: `There is no switch named ${unknown.slice(0, 60)}.`};
	const merged = faultsSchema.safeParse({...faults, ...parsed.data});
	if (merged.success) return merged.data;
	const issue = merged.error.issues[0];
	return {problem: `${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'not understood'}`};
};
