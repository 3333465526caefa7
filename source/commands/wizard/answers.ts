import {noSuchService} from '../../connection/refusals.js';
import {longestSecretFile} from '../../io/bounds.js';
import {withoutMark} from '../../io/file/decode-text.js';
import {refuse} from '../../kit/command.js';
import {givenFile} from '../../kit/given-file.js';
import {flagOption, type Invocation, listOption, textOption} from '../../kit/invocation.js';
import {type Answers, otherServer} from '../../wizard/answers.js';
import type {WizardContext} from '../../wizard/field.js';
import {answerKeys} from '../../wizard/state.js';
import {fieldOf} from '../../wizard/steps/index.js';
import type {DataCenter} from '../../zoho/data-center.js';
import {RefusedError} from '../../zoho/refusal.js';
import {partyOf} from '../../zoho/service-urls.js';

/** The flag of a field that is answered with a text: `client-id` of `--client-id ID`. That of the secret names a file. */
const textFlagOf = (key: keyof Answers): string | undefined =>
	key === 'clientSecret' ? undefined : /^--([\w-]+) /.exec(fieldOf(key).flag)?.[1];

const fileOf = (what: string) => ({
	name: `The file with the ${what}`,
	next: `Give a file that holds nothing but the ${what}, or - to read it from stdin.`,
});

/** Files that hold a secret, by their flags. */
const secretFlags = {
	'client-secret-file': fileOf('Client Secret'),
	'code-file': fileOf('code'),
	'refresh-token-file': fileOf('refresh token'),
} as const;

const readSecret = (invocation: Invocation, flag: keyof typeof secretFlags): string | undefined => {
	const file = textOption(invocation, flag);
	if (file === undefined) return undefined;
	const kind = secretFlags[flag];
	const text = new TextDecoder().decode(withoutMark(givenFile(file, longestSecretFile, invocation, kind)));
	return text.trim() === ''
		? refuse(`${kind.name} cannot be read: ${file}`, 'It is empty.', kind.next)
		: text;
};

/** What the command line brings along besides answers: a code, or a refresh token. */
export const readBrought = (invocation: Invocation): NonNullable<WizardContext['brought']> => {
	const isFromStdin = (flag: string): boolean => textOption(invocation, flag) === '-';
	if (Object.keys(secretFlags).filter(isFromStdin).length > 1)
		refuse(
			'Only one secret can come from stdin.',
			'More than one flag says -.',
			'Give the others as files, or the Client Secret as ZCONN_CLIENT_SECRET.',
		);
	const code = readSecret(invocation, 'code-file');
	const refreshToken = readSecret(invocation, 'refresh-token-file');
	if (code !== undefined && refreshToken !== undefined)
		refuse(
			'--code-file does not go with --refresh-token-file.',
			'A code brings a new grant; a refresh token is one.',
			'Leave one of them out.',
		);
	return {code, refreshToken, hasType: textOption(invocation, 'client-type') !== undefined};
};

/** A service that is to be reused and is not there is refused: without this check its consent would belong to nothing. */
export const checkService = (
	{service}: Partial<Answers>,
	services: readonly string[],
	file: string,
): void => {
	if (service === undefined || service === '' || services.includes(service)) return;
	throw new RefusedError(noSuchService(service, services, file));
};

/** An issuer, or an Authorize URL that is not Zoho's, says that the service is another server's. */
const isOfOtherServer = (
	{issuer, authorizeUrl}: Partial<Answers>,
	dataCenters: readonly DataCenter[],
): boolean => {
	const party = authorizeUrl === undefined ? undefined : partyOf(dataCenters, authorizeUrl);
	return issuer !== undefined || (party !== undefined && party !== 'zoho');
};

/**
 * The answers that the command line and the environment give, as typed; the fields of the wizard judge them.
 * The client secret comes from a file, from stdin or from `ZCONN_CLIENT_SECRET`, never from an argument.
 */
export const readNewAnswers = (
	invocation: Invocation,
	dataCenters: readonly DataCenter[],
): Partial<Answers> => {
	let given: Partial<Answers> = {};
	for (const key of answerKeys) {
		const text = textOption(invocation, textFlagOf(key) ?? '');
		if (text !== undefined) given = {...given, [key]: text};
	}
	if (given.issuer !== undefined && given.dataCenter !== undefined)
		refuse(
			'--issuer does not go with --data-center.',
			"An issuer is the name of another server, and data centers are Zoho's.",
			'Leave one of them out.',
		);
	if (given.dataCenter === undefined && isOfOtherServer(given, dataCenters))
		given = {...given, dataCenter: otherServer};
	const hosts = listOption(invocation, 'allow-host');
	if (hosts.length > 0) given = {...given, allowedHosts: hosts.join(', ')};
	if (flagOption(invocation, 'no-same-credentials')) given = {...given, sameCredentials: false};
	else if (flagOption(invocation, 'same-credentials')) given = {...given, sameCredentials: true};
	if (flagOption(invocation, 'shared')) given = {...given, keptIn: 'shared'};
	const enabled = listOption(invocation, 'enable-data-center');
	if (enabled.length > 0) given = {...given, enabledDataCenters: enabled.flatMap(list => list.split(','))};
	const scopes = listOption(invocation, 'scope');
	if (scopes.length > 0) given = {...given, scopes};
	const secret = readSecret(invocation, 'client-secret-file') ?? invocation.environment.ZCONN_CLIENT_SECRET;
	return secret ? {...given, clientSecret: secret} : given;
};
