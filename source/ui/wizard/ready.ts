import {clockTime, isEndless} from '../../connection/health.js';
import {withProgramName} from '../../connection/program-name.js';
import type {SecretPolicy} from '../../connection/secrets/policy.js';
import type {Consent, Outcome} from '../../wizard/consent/state.js';
import type {ProbeResult} from '../../zoho/products/judge.js';
import type {ViewInput} from '../fields/view.js';
import {keyLine} from '../lines/bars.js';
import type {FrameParts} from '../lines/frame.js';
import {headLines} from '../lines/head.js';
import type {Hint} from '../lines/keys.js';
import {type Line, line, paragraph, span} from '../lines/line.js';

/** Sigma's own sentence. */
export const readySentence = 'The connection has been authenticated and is ready for use.';

const row = (label: string, value: string, columns: number): readonly Line[] =>
	paragraph(value, columns, 'plain', `  ${label.padEnd(13)} `);

const probeText = ({product, verdict, scope}: ProbeResult): string => {
	switch (verdict) {
		case 'works':
			return `${product} answers`;
		case 'scope-missing':
			return `${product}: the token is good, but ${scope} is missing`;
		case 'scope-or-address':
			return `${product}: ${scope} is missing, or its address has changed`;
		case 'organization-missing':
		case 'organization-wrong':
			return `${product} answers, and wants to know the organization`;
		case 'licence-missing':
		case 'not-allowed':
			return `${product} does not allow it to this account`;
		case 'token-or-scope':
			return `${product} refused the token, or ${scope} is missing`;
		case 'token-rejected':
			return `${product} refused the token`;
		case 'throttled':
			return `${product} asks to wait`;
		case 'address-wrong':
		case 'not-found':
		case 'parameter-wrong':
		case 'could-not-tell':
			return `${product} could not be asked`;
	}
};

const endText = (at: string, isLast: boolean): string => {
	if (isEndless(at)) return 'the server named no end';
	return isLast
		? `${at.slice(0, 10)}, ${clockTime(at)}; then you consent again`
		: `${clockTime(at)}; it refreshes by itself`;
};

const secretsText: Readonly<Record<SecretPolicy['kept'], string>> = {
	plain: 'plain text in that file, which only you can open; "zconn secrets" seals them',
	keychain: 'sealed, their key in the keychain',
	key: 'sealed, with the key of ZCONN_KEY_FILE or ZCONN_KEY_COMMAND',
	passphrase: 'sealed with your passphrase',
};

/** The facts of a new connection as label and value; shared with the plain mode. */
export const outcomeFacts = (
	outcome: Outcome,
	secrets: SecretPolicy['kept'],
): readonly {readonly label: string; readonly value: string}[] => {
	const {issued, proof} = outcome;
	const {connection} = issued;
	const {account, organization, probes} = proof;
	const who = [account?.name, account?.email && `<${account.email}>`].filter(Boolean).join(' ');
	const granted = connection.scopesGranted ?? connection.scopesRequested;
	return [
		{label: 'Connection', value: `${connection.name} (${outcome.linkName})`},
		...(who === '' && !issued.dataCenter
			? []
			: [{label: 'Account', value: who === '' ? 'unknown (add AaaServer.profile.READ to see it)' : who}]),
		...(organization ? [{label: 'Organization', value: `${organization.name} (${organization.id})`}] : []),
		...(issued.dataCenter ? [{label: 'Data center', value: issued.dataCenter.name}] : []),
		{label: 'Granted', value: granted.join(', ')},
		...(issued.missing.length > 0 ? [{label: 'Not granted', value: issued.missing.join(', ')}] : []),
		...(connection.accessTokenExpiresAt
			? [
					{
						label: 'Token expires',
						value: endText(connection.accessTokenExpiresAt, connection.noRefreshToken === true),
					},
				]
			: []),
		...(probes.length > 0 ? [{label: 'Tested', value: probes.map(probeText).join('; ')}] : []),
		...(outcome.sharing === 'done'
			? [{label: 'Saved in', value: 'the shared store, sealed; every machine with its key can use it'}]
			: [
					{label: 'Saved in', value: outcome.path},
					{label: 'Secrets', value: secretsText[secrets]},
				]),
	];
};

/** Scopes that a call of the proof lacked. */
const lackingScopes = ({proof}: Outcome): readonly string[] => [
	...new Set(proof.probes.flatMap(({verdict, scope}) => (verdict === 'scope-missing' ? [scope] : []))),
];

/** What to do with a connection, as commands to type and what they do. @param outcome of the consent that has just been given */
export const nextCommands = (
	linkName: string,
	program: string | undefined,
	outcome?: Outcome,
): readonly {readonly command: string; readonly does: string}[] => [
	...(outcome ? [lackingScopes(outcome)] : [])
		.filter(({length}) => length > 0)
		.map(scopes => ({
			command: withProgramName(`zconn edit ${linkName} --add-scope ${scopes.join(',')}`, program),
			does: 'adds what a call lacked',
		})),
	{command: withProgramName(`zconn sheet ${linkName}`, program), does: 'copies it to Sigma, step by step'},
	{command: withProgramName(`zconn token ${linkName}`, program), does: 'prints an access token'},
	{command: withProgramName(`zconn show ${linkName}`, program), does: 'everything known, without secrets'},
];

/** Commands with what they do beside them; below them where the window is narrow. */
const commandLines = ({columns, glyphs}: ViewInput, linkName: string, outcome?: Outcome): readonly Line[] => {
	const commands = nextCommands(linkName, glyphs.program, outcome);
	const room = Math.max(...commands.map(({command}) => command.length));
	const widest = Math.max(...commands.map(({does}) => does.length));
	if (4 + room + 2 + widest > columns)
		return commands.flatMap(({command, does}) => [
			...paragraph(command, columns, 'accent', '    '),
			...paragraph(does, columns, 'muted', '      '),
		]);
	return commands.map(({command, does}) =>
		line('    ', span(command.padEnd(room), 'accent'), '  ', span(does, 'muted')),
	);
};

const readyKeys: readonly Hint[] = [
	{command: 'accept', label: 'done'},
	{command: 'sheet', label: 'copy to Sigma'},
];

/** The end of an edit that needed no consent. */
const keptView = (input: ViewInput, title: string, kept: Extract<Consent, {phase: 'kept'}>): FrameParts => {
	const {state, columns, glyphs} = input;
	return {
		head: headLines(state, glyphs, input.size.columns, title),
		title: paragraph(keptText(kept), columns, 'good', `${glyphs.done} `),
		isTitleKept: true,
		intro: [],
		body: commandLines(input, kept.linkName),
		focus: 0,
		help: [],
		status: [],
		keys: keyLine(readyKeys, glyphs, columns),
	};
};

export const keptText = ({isWritten}: {readonly isWritten: boolean}): string =>
	isWritten
		? 'Saved. The grant is the same, so nothing had to be asked.'
		: 'Nothing was changed, so nothing was written.';

/** The end of the wizard: who, where, what was granted, what next. */
export const readyView = (input: ViewInput, title: string): FrameParts => {
	const {state, columns, glyphs} = input;
	const {consent} = state;
	if (consent.phase === 'kept') return keptView(input, title, consent);
	if (consent.phase !== 'done') throw new Error('Nothing is ready yet.');
	const {outcome, notices} = consent;
	const {program} = glyphs;
	const warnings =
		outcome.issued.missing.length > 0
			? `${outcome.issued.dataCenter ? 'Zoho' : 'The server'} left out some of the scopes that were asked for.`
			: undefined;
	return {
		head: headLines(state, glyphs, input.size.columns, title),
		title: paragraph(readySentence, columns, 'good', `${glyphs.done} `),
		isTitleKept: true,
		intro: [],
		body: [
			...notices.flatMap(notice => paragraph(withProgramName(notice, program), columns - 2, 'muted', '  ')),
			...outcomeFacts(outcome, state.context.secrets).flatMap(({label, value}) =>
				row(label, withProgramName(value, program), columns),
			),
			line(span('  What next', 'title')),
			...commandLines(input, outcome.linkName, outcome),
		],
		focus: 0,
		help: [],
		status: warnings ? paragraph(warnings, columns, 'warn', glyphs.warning) : [],
		keys: keyLine(readyKeys, glyphs, columns),
	};
};
