import {accountText} from '../../connection/account-text.js';
import {clockTime, isEndless, timeLeft} from '../../connection/health.js';
import type {SecretPolicy} from '../../connection/secrets/policy.js';
import type {Outcome} from '../../wizard/consent/state.js';
import type {ProbeResult} from '../../zoho/products/judge.js';
import {counted} from '../../zoho/text.js';

/** Sigma's own sentence. */
export const readySentence = 'The connection has been authenticated and is ready for use.';

/** The first sentence of Ready; what was asked for and not granted is said at once. */
export const sentenceOf = ({issued: {missing}}: Pick<Outcome, 'issued'>): string =>
	missing.length === 0
		? readySentence
		: `The connection works, with ${counted(missing.length, 'scope')} missing.`;

/** The same in a narrow window. */
export const shortSentenceOf = (outcome: Pick<Outcome, 'issued'>): string =>
	outcome.issued.missing.length === 0
		? 'Ready for use.'
		: sentenceOf(outcome).replace('The connection works', 'Works');

/** The end of an edit that needed no consent. */
export const keptText = ({isWritten}: {readonly isWritten: boolean}): string =>
	isWritten
		? 'Saved. The grant is the same, so nothing had to be asked.'
		: 'Nothing was changed, so nothing was written.';

/** What is known of a new connection, as a row; several of one label stand below each other. */
export type ReadyFact = {
	readonly label: string;
	readonly value: string;
	readonly mark?: 'good' | 'warn';
	/** A command that the value ends with. */
	readonly command?: string;
	/** The value in plain lines, where what belongs together is one thing to hear; empty: another line says it. */
	readonly spoken?: string;
};

/** What is said behind the product, by what a call of it showed; SCOPE is what may be missing. */
const verdictTexts: Readonly<Record<ProbeResult['verdict'], string>> = {
	works: '',
	'scope-missing': ': the token is good, but SCOPE is missing',
	'scope-or-address': ': SCOPE is missing, or its address has changed',
	'organization-missing': ' answers, and wants to know the organization',
	'organization-wrong': ' answers, and wants to know the organization',
	'licence-missing': ' does not allow it to this account',
	'not-allowed': ' does not allow it to this account',
	'token-or-scope': ' refused the token, or SCOPE is missing',
	'token-rejected': ' refused the token',
	throttled: ' asks to wait',
	'address-wrong': ' did not answer',
	'not-found': ' did not answer',
	'parameter-wrong': ' did not answer',
	'could-not-tell': ' did not answer',
};

const probeText = ({product, verdict, scope}: ProbeResult): string =>
	`${product}${verdictTexts[verdict].replace('SCOPE', () => scope)}`;

/** Which products answered, and one row for each that did not as it should. */
const testedFacts = (probes: readonly ProbeResult[]): readonly ReadyFact[] => {
	const works = probes.filter(({verdict}) => verdict === 'works');
	const odd = probes.filter(({verdict}) => verdict !== 'works');
	return [
		...(works.length > 0
			? [{label: 'Tested', value: works.map(probeText).join(', '), mark: 'good'} as const]
			: []),
		...odd.map(probe => ({label: 'Tested', value: probeText(probe), mark: 'warn'}) as const),
	];
};

const endText = ({issued: {connection}}: Outcome, now: number | undefined): string | undefined => {
	const {accessTokenExpiresAt: at, noRefreshToken, clientCredentials} = connection;
	if (!at) return undefined;
	if (isEndless(at)) return 'the server named no end';
	if (noRefreshToken) return `${at.slice(0, 10)}, ${clockTime(at)}; then you consent again`;
	const left = now === undefined ? 'over' : timeLeft({accessToken: true, accessTokenExpiresAt: at}, now);
	const then = clientCredentials ? 'zconn asks for a new one by itself' : 'it refreshes by itself';
	return `${clockTime(at)}${left === 'over' ? '' : `, in ${left}`}; ${then}`;
};

const secretsText: Readonly<Record<SecretPolicy['kept'], string>> = {
	plain: 'plain text, readable only by you; seal them:',
	keychain: 'sealed, their key in the keychain',
	key: 'sealed, with the key of ZCONN_KEY_FILE or ZCONN_KEY_COMMAND',
	passphrase: 'sealed with your passphrase',
};

const savedFacts = ({sharing, path}: Outcome, secrets: SecretPolicy['kept']): readonly ReadyFact[] => {
	if (sharing === 'done')
		return [{label: 'Saved in', value: 'the shared store, sealed; every machine with its key can use it'}];
	const saved = {label: 'Saved in', value: path};
	const kept = {label: 'Secrets', value: secretsText[secrets]};
	if (secrets !== 'plain') return [saved, kept];
	const command = 'zconn secrets';
	return [
		{...saved, spoken: `${path}; ${command} seals it`},
		{...kept, command, spoken: ''},
	];
};

/** Whose data it is. In plain lines the organization is said with the account, the data center with the connection. */
const whoFacts = ({issued: {dataCenter}, proof: {account, organization}}: Outcome): readonly ReadyFact[] => {
	const known = accountText(account);
	const who = known === '' ? 'unknown (add AaaServer.profile.READ to see it)' : known;
	const where = organization && `${organization.name} (${organization.id})`;
	return [
		...(known === '' && !dataCenter
			? []
			: [{label: 'Account', value: who, ...(where ? {spoken: `${who}; ${where}`} : {})}]),
		...(where ? [{label: 'Organization', value: where, spoken: ''}] : []),
		...(dataCenter ? [{label: 'Data center', value: dataCenter.name, spoken: ''}] : []),
	];
};

export const grantedIn = ({issued: {connection}}: Pick<Outcome, 'issued'>): readonly string[] =>
	connection.scopesGranted ?? connection.scopesRequested;

/** The time of a token's end, where there is one to name. */
export const endTime = ({issued: {connection}}: Outcome): string | undefined => {
	const {accessTokenExpiresAt: at} = connection;
	return at && !isEndless(at) ? clockTime(at) : undefined;
};

/**
 * The facts of a new connection besides its name; shared with plain lines.
 *
 * @param given.now milliseconds since the epoch; undefined: how long the token lives is not said
 */
export const outcomeFacts = (
	outcome: Outcome,
	given: {
		readonly secrets: SecretPolicy['kept'];
		readonly notices: readonly string[];
		readonly now?: number | undefined;
	},
): readonly ReadyFact[] => {
	const {issued, proof} = outcome;
	const expires = endText(outcome, given.now);
	return [
		...whoFacts(outcome),
		{label: 'Granted', value: grantedIn(outcome).join(', ')},
		...(issued.missing.length > 0
			? [{label: 'Not granted', value: issued.missing.join(', '), mark: 'warn'} as const]
			: []),
		...(expires === undefined ? [] : [{label: 'Token expires', value: expires}]),
		...testedFacts(proof.probes),
		...savedFacts(outcome, given.secrets),
		...given.notices.map(value => ({label: 'Note', value})),
	];
};
